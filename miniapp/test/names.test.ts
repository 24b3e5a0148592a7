// What README.md lists, against the app: the names for tests against its data-testids, the folders against the tree.
// Lives here: that each is in both. Must not: on which screen a name is, or what an element's other attributes say.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const HOME = new URL('..', import.meta.url).pathname;
const ATTRIBUTES = ['data-testid', 'testId'];

/** As README.md writes them: `<>` where something is filled in, `X` for the name of the part around it. */
const made = new Set<string>();
/** What can be filled in: every text and every name in the app's code. */
const words = new Set<string>();

/** A part's own name, which whoever uses the part gives. */
const isGiven = (value: ts.Expression): boolean => /^(?:props\.)?testId$/.test(value.getText());

/** Every name that a value can be. Throws where that cannot be read from it. */
function namesOf(value: ts.Node | undefined): readonly string[] {
  if (value === undefined) return [];
  if (ts.isJsxExpression(value)) return namesOf(value.expression);
  if (ts.isStringLiteralLike(value)) return [value.text];
  if (ts.isConditionalExpression(value)) {
    return [...namesOf(value.whenTrue), ...namesOf(value.whenFalse)];
  }
  if (ts.isTemplateExpression(value)) {
    const spans = value.templateSpans.map(
      ({ expression, literal }) => `${isGiven(expression) ? 'X' : '<>'}${literal.text}`,
    );
    return [value.head.text + spans.join('')];
  }
  if (ts.isExpression(value) && isGiven(value)) return [];
  throw new Error(`no name can be read from ${value.getText()}`);
}

function look(node: ts.Node): void {
  if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) words.add(node.text);
  if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) {
    const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
    if (ATTRIBUTES.includes(name)) for (const one of namesOf(node.initializer)) made.add(one);
  }
  ts.forEachChild(node, look);
}

for (const file of readdirSync(`${HOME}src`, { recursive: true, encoding: 'utf8' })) {
  if (!/\.tsx?$/.test(file)) continue;
  const text = readFileSync(`${HOME}src/${file}`, 'utf8');
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
}

/** `a-<b, c>` is `a-b` and `a-c`; `a-<b>` is `a-<>`. */
function spelt(name: string): readonly string[] {
  const [, before, inside, after] = /^([^<]*)<([^>]*)>(.*)$/.exec(name) ?? [];
  if (before === undefined || inside === undefined || after === undefined) return [name];
  const ways = inside.includes(',') ? inside.split(', ') : ['<>'];
  return spelt(after).flatMap((rest) => ways.map((way) => `${before}${way}${rest}`));
}

const told = new Set(
  readFileSync(`${HOME}README.md`, 'utf8')
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## data-testid'))
    // Brackets about an element's other attributes.
    .map((part) => part.replaceAll(/ \((?:with|its text has) [^()]*\)/g, ''))
    .flatMap((part) => [...part.matchAll(/`([^`]*)`/g)].map(([, name]) => name ?? ''))
    .filter((name) => /^(?=[a-z]|X-|<)(?:[\w-]|<[\w, -]+>)+$/.test(name))
    .flatMap(spelt),
);

/** What a name with something filled in can be; its groups are what was. */
const filled = (name: string): RegExp => new RegExp(`^${name.replaceAll('<>', '(.+)')}$`);
/** A name that is filled in all over could be anything. */
const saysSomething = (name: string): boolean => /[a-z]/.test(name);
const holed = [...made].filter((name) => name.includes('<>') && saysSomething(name));

test('whatever README.md names is in the app', () => {
  const isFilled = (name: string): boolean =>
    holed.some((one) => {
      const found = filled(one).exec(name);
      return found?.slice(1).every((word) => word === '<>' || words.has(word)) ?? false;
    });
  expect([...told].filter((name) => !made.has(name) && !isFilled(name))).toEqual([]);
});

test('whatever is in the app is named in README.md', () => {
  const isTold = (name: string): boolean =>
    told.has(name) ||
    (holed.includes(name) && [...told].some((one) => !/[X<]/.test(one) && filled(name).test(one)));
  expect([...made].filter((name) => !isTold(name))).toEqual([]);
});

test('every folder of the app has one place in README.md, and is in the map of the house', () => {
  const folders = readdirSync(`${HOME}src`, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => `src/${name}`)
    .sort();
  const table = readFileSync(`${HOME}README.md`, 'utf8').split('## ')[0] ?? '';
  const rows = [...table.matchAll(/^\|((?: `src\/\w+`,?)+) \|/gm)].map(([, cell]) => cell ?? '');
  const listed = rows.flatMap((cell) => cell.match(/src\/\w+/g) ?? []);
  expect([...listed].sort()).toEqual(folders);
  const map = readFileSync(`${HOME}../docs/architecture.md`, 'utf8');
  expect([...new Set(map.match(/\bsrc\/\w+/g))].sort()).toEqual(folders);
});
