// A copy of a student's own record (R13). Lives here: putting together what this phone opened, and writing it
// as a page and as data. Must not: ask the server itself, or send anything.
import type { Access } from '../accesses/answer.ts';
import type { Opening } from '../accesses/state.ts';
import type { OwnReport } from '../complain/told.ts';
import { waysInWords } from '../components/ways.tsx';
import { toBase64url } from '../crypto/bytes.ts';
import type { Consent } from '../crypto/consent.ts';
import type { Said } from './said.ts';
import type { Talk } from './talks.ts';

/** Everything that is in a copy. Times in Unix seconds. */
export interface Copy {
  readonly made: number;
  readonly service: string;
  readonly consents: readonly Consent[];
  readonly talks: readonly Talk[];
  readonly accesses: readonly Access[];
  readonly openings: readonly Opening[];
  readonly reports: Reports;
}

/** What one reported, with what was told; `unread` more whose answers these keys cannot open. */
export interface Reports {
  readonly own: readonly OwnReport[];
  readonly unread: number;
}

/** Whether all of it opened and fits together. */
export function isWhole({ talks, reports }: Copy): boolean {
  const told = reports.own.flatMap((one) => one.told);
  const opened = told.every(({ text, name }) => text !== null && name !== null);
  return talks.every((one) => one.whole) && reports.unread === 0 && opened;
}

const CARD = ['name', 'topic', 'help', 'know', 'letter'] as const;
const WHO = ['ownName', 'phone', 'place', 'someoneToCall', 'ways'] as const;

/** As data: JSON that says of itself which version it is. */
export function jsonOf(copy: Copy): string {
  const { consents, talks, accesses, openings, reports, ...rest } = copy;
  const written = {
    format: 'peerlink-copy',
    version: 2,
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
    reports: reports.own.map(({ id, kind, at, state, told }) => ({ id, kind, at, state, told })),
    reportsUnread: reports.unread,
  };
  return JSON.stringify(written, null, 2);
}

export interface Words {
  say(id: string, values?: Record<string, string | number>): string;
  has(id: string): boolean;
  /** A moment in words. */
  time(seconds: number): string;
  /** A day in words, of its first second in UTC. */
  day(seconds: number): string;
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
  writeReports(copy, words, add);
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

function writeTalk(talk: Talk, words: Words, add: Add): void {
  const { say, time } = words;
  add('h2', say(`rights-copy-${talk.kind}`, { time: time(talk.changed) }));
  if (!talk.whole) add('p', say('rights-copy-not-whole'));
  if (talk.keepUntil !== null) add('p', say('rights-copy-until', { time: time(talk.keepUntil) }));
  for (const name of [...CARD, ...WHO]) {
    const text = talk.asked?.[name] ?? '';
    if (text === '') continue;
    add('p', say(`rights-asked-${name}`), { class: 'by' });
    add('p', name === 'ways' ? waysInWords((id) => say(id), text) : text);
  }
  const other = talk.kind === 'contact' ? 'rights-by-holder' : 'rights-by-worker';
  for (const { mine, time: at, text, takenBack, said } of talk.lines) {
    const by = say(mine ? 'rights-by-you' : other);
    add('p', at === null ? by : `${by}, ${time(at)}`, { class: 'by' });
    if (said !== null) writeSaid(said, words, add);
    else add('p', text ?? say(takenBack ? 'rights-taken-back' : 'rights-missing'));
  }
  writeNoted(talk, words, add);
}

/** What the workers kept, under their conversation. */
function writeNoted({ noted }: Talk, { say, day }: Words, add: Add): void {
  if (noted.length === 0) return;
  add('h3', say('case-record-yours'));
  for (const one of noted) {
    if (one.kind === null) {
      add('p', say('case-record-missing'));
      continue;
    }
    const text = one.text === '' ? '' : `: ${one.text}`;
    add('p', `${day(one.day)}, ${say(`case-record-kind-${one.kind}`)}${text}`);
    if (!one.certain) add('p', say('case-record-uncertain'));
  }
}

function writeSaid(said: Said, { say, time }: Words, add: Add): void {
  const { what, about, recipient, text, wording, until, nature, avoid } = said;
  if (what === 'dispute') {
    add('p', say(`rights-said-dispute-${about}`));
    return;
  }
  const own = about === 'supervision' || about === 'statistics' ? `-${about}` : '';
  add('p', say(`rights-said-${what}${own}`, { recipient }));
  if (text !== '') add('p', text);
  if (what === 'ask') add('p', wording);
  if (what === 'ask') add('p', say(`rights-said-nature-${nature}`, { until: time(until) }));
  if (avoid !== '') add('p', say('rights-said-avoid', { whom: avoid }));
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

/** What one reported, and what one was told. What was written is not there: only its readers can open it. */
function writeReports({ reports }: Copy, { say, time }: Words, add: Add): void {
  if (reports.own.length === 0 && reports.unread === 0) return;
  add('h2', say('complain-mine'));
  add('p', say('rights-copy-reports'));
  for (const { kind, at, state, told } of reports.own) {
    add('h3', `${time(at)}: ${say(`complain-kind-${kind}`)}`);
    add('p', say(`complain-state-${state}`));
    for (const { text, name, at: said } of told) {
      if (text === null) {
        add('p', say('complain-outcome-broken'));
        continue;
      }
      const by = name === null ? 'complain-outcome' : 'complain-outcome-by';
      add('p', say(by, { time: time(said), name: name ?? '' }), { class: 'by' });
      add('p', text);
      if (name === null) add('p', say('complain-outcome-uncertain'));
    }
  }
  if (reports.unread > 0) add('p', say('rights-copy-reports-unread', { count: reports.unread }));
}
