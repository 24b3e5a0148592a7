// No words outside policy/locales: what stands in the views themselves is signs, never language.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));
const SAID = [
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'text',
  'hint',
];

const isWords = (text: string): boolean => /\p{L}{2}/u.test(text);

/** The words that a view would show without asking for them, each with its line. */
function outside(name: string, code: string): readonly string[] {
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (node: ts.Node, text: string): void => {
    if (!isWords(text)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${name}:${line + 1}: ${text.trim()}`);
  };
  const literal = (node: ts.Node | undefined): void => {
    if (node === undefined) return;
    if (ts.isJsxExpression(node)) literal(node.expression);
    else if (ts.isStringLiteralLike(node)) note(node, node.text);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literal);
    else if (ts.isTemplateExpression(node)) {
      for (const { literal: part } of node.templateSpans) note(part, part.text);
      note(node.head, node.head.text);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literal(node);
    if (ts.isJsxAttribute(node) && SAID.includes(node.name.getText())) literal(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test('every view says only what Fluent says', () => {
  const views = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  const found = views
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => outside(name, readFileSync(`${SOURCE}/${name}`, 'utf8')));
  expect(found).toEqual([]);
});

test.each([
  ['<p>Hello there</p>', 1],
  ['<p>{"Hello"}</p>', 1],
  ['<p>{here ? "Hello" : say("app-no")}</p>', 1],
  ['<button aria-label="Close" />', 1],
  [`<input placeholder={\`Write \${x}\`} />`, 1],
  ['<p>{say("app-close")} · {count}%</p>', 0],
  ['<p class="lead" data-testid="text">✓</p>', 0],
])('%s: %i', (code, count) => {
  expect(outside('a.tsx', code)).toHaveLength(count);
});
