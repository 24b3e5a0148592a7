// A copy of a student's own record (R13). Lives here: putting together what this phone opened, and writing it
// as a page and as data. Must not: ask the server itself, or send anything.
import type { Access } from '../accesses/answer.ts';
import type { Opening } from '../accesses/state.ts';
import { toBase64url } from '../crypto/bytes.ts';
import type { Consent } from '../crypto/consent.ts';
import type { Talk } from './talks.ts';

/** Everything that is in a copy. Times in Unix seconds. */
export interface Copy {
  readonly made: number;
  readonly service: string;
  readonly consents: readonly Consent[];
  readonly talks: readonly Talk[];
  readonly accesses: readonly Access[];
  readonly openings: readonly Opening[];
}

const CARD = ['name', 'topic', 'help', 'know', 'letter'] as const;
const WHO = ['ownName', 'phone', 'place', 'someoneToCall'] as const;

/** As data: JSON that says of itself which version it is. */
export function jsonOf(copy: Copy): string {
  const { consents, talks, accesses, openings, ...rest } = copy;
  const written = {
    format: 'peerlink-copy',
    version: 1,
    ...rest,
    consents: consents.map(({ action, scope, recipient, wording, language, given }) => ({
      ...{ action, scope, recipient, language, given },
      wording: toBase64url(wording),
    })),
    conversations: talks,
    accesses,
    disclosures: openings.map(({ hour, by, note }) => ({
      hour,
      by,
      note: note && {
        ground: note.ground,
        why: note.why,
        recipients: note.recipients,
        fields: note.fields,
      },
    })),
  };
  return JSON.stringify(written, null, 2);
}

export interface Words {
  say(id: string, values?: Record<string, string | number>): string;
  has(id: string): boolean;
  /** A moment in words. */
  time(seconds: number): string;
  /** The title of a ground. */
  ground(code: string): string;
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#111;background:#fff}p,dd{white-space:pre-wrap;overflow-wrap:anywhere}dt{font-weight:600}.by{color:#444;font-size:.9em;margin:1em 0 0}';

/** A page and its text. */
export interface Page {
  readonly html: string;
  readonly text: string;
}

/** As a page of its own: nothing in it is fetched, and nothing that was written is markup. */
export function pageOf(copy: Copy, words: Words): Page {
  const { say } = words;
  const page = document.implementation.createHTMLDocument(say('rights-copy-heading'));
  const head = page.head;
  head.append(element(page, 'meta', { charset: 'utf-8' }));
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  head.append(element(page, 'meta', { 'http-equiv': 'Content-Security-Policy', content: policy }));
  const add = (name: string, text: string, attributes = {}): void => {
    const made = element(page, name, { dir: 'auto', ...attributes });
    made.textContent = text;
    page.body.append(made);
  };
  add('h1', say('rights-copy-heading'));
  add('p', say('rights-copy-made', { service: copy.service, time: words.time(copy.made) }));
  writeConsents(copy, words, add);
  for (const talk of copy.talks) writeTalk(talk, words, add);
  writeAccesses(copy, words, add);
  writeOpenings(copy, words, add);
  // Only in the file: this page's own policy keeps styles out of elements.
  const styled = page.documentElement.outerHTML.replace(
    '</head>',
    `<style>${STYLE}</style></head>`,
  );
  const text = [...page.body.children].map((one) => one.textContent).join('\n\n');
  return { html: `<!doctype html>\n${styled}\n`, text };
}

type Add = (name: string, text: string, attributes?: Record<string, string>) => void;

function element(page: Document, name: string, attributes: Record<string, string> = {}): Element {
  const made = page.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function writeConsents({ consents }: Copy, { say, has, time }: Words, add: Add): void {
  add('h2', say('rights-copy-consents'));
  if (consents.length === 0) add('p', say('rights-copy-none'));
  for (const { action, scope, given } of consents) {
    const id = `rights-consent-${scope}-${action}`;
    add('p', `${time(given)}: ${say(has(id) ? id : 'rights-consent-other')}`);
  }
}

function writeTalk(talk: Talk, { say, time }: Words, add: Add): void {
  add('h2', say(`rights-copy-${talk.kind}`, { time: time(talk.changed) }));
  if (!talk.whole) add('p', say('rights-copy-not-whole'));
  if (talk.keepUntil !== null) add('p', say('rights-copy-until', { time: time(talk.keepUntil) }));
  for (const name of [...CARD, ...WHO]) {
    const text = talk.asked?.[name] ?? '';
    if (text === '') continue;
    add('p', say(`rights-asked-${name}`), { class: 'by' });
    add('p', text);
  }
  const other = talk.kind === 'contact' ? 'rights-by-holder' : 'rights-by-worker';
  for (const { mine, time: at, text, takenBack } of talk.lines) {
    const by = say(mine ? 'rights-by-you' : other);
    add('p', at === null ? by : `${by}, ${time(at)}`, { class: 'by' });
    add('p', text ?? say(takenBack ? 'rights-taken-back' : 'rights-missing'));
  }
}

function writeAccesses({ accesses }: Copy, { say, has, time }: Words, add: Add): void {
  add('h2', say('rights-copy-accesses'));
  if (accesses.length === 0) add('p', say('rights-copy-none'));
  for (const { hour, role, what } of accesses) {
    const [does, is] = [`accesses-what-${what.replaceAll(/[._]/g, '-')}`, `accesses-role-${role}`];
    const who = say(has(is) ? is : 'accesses-role-other');
    add('p', `${time(hour)}: ${say(has(does) ? does : 'accesses-what-other')} (${who})`);
  }
  add('p', say('accesses-not-listed'));
}

function writeOpenings({ openings }: Copy, words: Words, add: Add): void {
  const { say, time } = words;
  for (const { hour, note } of openings) {
    add('h2', say('accesses-opened'));
    add('p', time(hour));
    if (note === null) {
      add('p', say('accesses-opened-unread'));
      continue;
    }
    add('p', `${say('accesses-ground')}: ${words.ground(note.ground)}`);
    add('p', `${say('accesses-why')}: ${note.why}`);
    add('p', `${say('accesses-told')}: ${note.recipients.join(', ')}`);
    const fields = note.fields.map((one) => say(`accesses-field-${one}`)).join(', ');
    add('p', `${say('accesses-fields')}: ${fields}`);
  }
}
