// What of policy/locales goes into the app. Lives here: the Vite plugin that drops comments, and makes of each
// other language two modules: what the first screens say, and the rest. Must not: let through what needs a
// named reviewer and has none (policy/languages.py checks the reviews themselves, at the start of the service).
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const LOCALES = fileURLToPath(new URL('../../policy/locales', import.meta.url));
const SOURCE = 'en';
/** The bot's own words are of no use in the app. */
const BOTS = ['chat.ftl', 'crisis.ftl'];
/** Files whose words stand on the first screens: those of words.ts, and the limits. */
const FIRST = /^(app|notice|limits-.*)\.ftl$/;
/** Of these, what is said once a letter is there: English stands in for it until the rest has come. */
const LATER = /^(card|closed|record|room|wait)-/;

interface Manifest {
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly state: 'source' | 'draft' | 'reviewed';
  readonly reviews: Readonly<Record<string, unknown>>;
}

/** The entries of a Fluent file, each with its id; comments are left out. */
export function entriesOf(text: string): readonly { readonly id: string; readonly text: string }[] {
  const found: { id: string; text: string }[] = [];
  for (const line of text.split('\n')) {
    const id = /^(-?[a-zA-Z][\w-]*)\s*=/.exec(line)?.[1];
    if (id !== undefined) found.push({ id, text: line });
    else if (!line.startsWith('#')) {
      const last = found.at(-1);
      if (last !== undefined) last.text += `\n${line}`;
    }
  }
  return found.map(({ id, text: lines }) => ({ id, text: lines.trimEnd() }));
}

/** Whether an id is one of those that the patterns name; `*` stands for anything. */
export function isOneOf(id: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(id),
  );
}

const escaped = (text: string): string => text.replace(/[^\w-]/g, '\\$&');

/** What may be shown of one language, its first screens and the rest. */
export function shownOf(
  folder: string,
  language: string,
): { readonly first: string; readonly rest: string } {
  const groups: Record<string, readonly string[]> = JSON.parse(
    readFileSync(`${folder}/reviews.json`, 'utf8'),
  );
  const { reviews } = manifestOf(folder, language);
  const held = Object.entries(groups).flatMap(([name, ids]) => (name in reviews ? [] : ids));
  const [first, rest]: [string[], string[]] = [[], []];
  for (const name of readdirSync(`${folder}/${language}`).sort()) {
    if (!name.endsWith('.ftl')) continue;
    const entries = entriesOf(readFileSync(`${folder}/${language}/${name}`, 'utf8'));
    const shown = entries.filter(({ id }) => !isOneOf(id, held));
    if (BOTS.includes(name)) continue;
    for (const { id, text } of shown) {
      (FIRST.test(name) && !LATER.test(id) ? first : rest).push(text);
    }
  }
  return { first: `${first.join('\n')}\n`, rest: `${rest.join('\n')}\n` };
}

function manifestOf(folder: string, language: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/${language}/language.json`, 'utf8')) as Manifest;
}

function others(folder: string): readonly string[] {
  const found = readdirSync(folder, { withFileTypes: true });
  const names = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.filter((name) => name !== SOURCE).sort();
}

/** The list of languages, with the way to each one's words. */
function listing(folder: string): string {
  const line = (code: string): string => {
    const { name, direction, state } = manifestOf(folder, code);
    const known = JSON.stringify({ code, name, direction, draft: state === 'draft' });
    const load = (part: string): string =>
      `${part}: () => import('virtual:words/${code}-${part}').then((found) => found.default)`;
    return `{ ...${known}, ${load('first')}, ${load('rest')} }`;
  };
  return `export default [${others(folder).map(line).join(',\n')}];`;
}

export function languages(folder: string = LOCALES): Plugin {
  return {
    name: 'peerlink-languages',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith('virtual:words/') ? `\0${id}` : null),
    load(id) {
      if (id === '\0virtual:words/list') return listing(folder);
      const [, code, part] = /^\0virtual:words\/(.+)-(first|rest)$/.exec(id) ?? [];
      if (code !== undefined) {
        return `export default ${JSON.stringify(shownOf(folder, code)[part as 'first' | 'rest'])};`;
      }
      const [path = '', query] = id.split('?');
      if (!path.endsWith('.ftl') || query !== 'raw') return null;
      const text = entriesOf(readFileSync(path, 'utf8')).map((entry) => entry.text);
      return {
        code: `export default ${JSON.stringify(`${text.join('\n')}\n`)};`,
        moduleType: 'js',
      };
    },
  };
}
