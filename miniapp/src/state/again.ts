// Whether both would talk again (protocol.md §25). Lives here: the note of it in either side's bundle, saying
// it, taking it back. Must not: who is asked for (asking.ts), or words.
import { ApiError } from '../api/errors.ts';
import type { Method } from '../api/http.ts';
import { type AgainKeys, againKeys } from '../crypto/again.ts';
import { equal, fromBase64url, fromHex, readUtf8, toBase64url, toHex } from '../crypto/bytes.ts';
import { choice, fixed, type Infer, optional, Structure, u64 } from '../crypto/codec.ts';
import type { Epoch } from '../crypto/epoch.ts';
import { CryptoError } from '../crypto/errors.ts';
import { systemRandom } from '../crypto/random.ts';
import type { CaseId, Seconds, SignPublic } from '../crypto/types.ts';
import type { Bundle } from '../keys/bundle.ts';

const OLDEST: Seconds = 400 * 86_400;

const note = new Structure('again-note', {
  tag: fixed(16),
  word: fixed(32),
  /** What the service was given; none while nothing was said. */
  sent: optional(16),
  said: choice<'open' | 'yes' | 'no'>('open', 'yes', 'no'),
  worker: fixed<SignPublic>(32),
  made: u64,
});

export type AgainNote = Infer<typeof note>;

/** A conversation with what was said about it. */
export interface AgainCase extends AgainNote {
  readonly case: CaseId;
}

const UNDER = 'meta/again/';
const nameOf = (id: CaseId): `meta/${string}` => `${UNDER}${toHex(id)}`;

function read(raw: Uint8Array | null): AgainNote | null {
  if (raw === null) return null;
  try {
    return note.decode(raw);
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

export const againOf = (bundle: Bundle, id: CaseId): AgainNote | null =>
  read(bundle.note(nameOf(id)));

/** Every conversation of which something is noted, the newest first. */
export function everyAgain(bundle: Bundle): readonly AgainCase[] {
  const all = [...bundle.notes(UNDER)].flatMap(([name, raw]): AgainCase[] => {
    const found = read(raw);
    return found === null ? [] : [{ ...found, case: fromHex(name.slice(UNDER.length)) as CaseId }];
  });
  return all.sort((a, b) => b.made - a.made);
}

/** What the worker of a student's conversation was called; null where it was not noted. */
export function nameNoted(bundle: Bundle, id: CaseId): string | null {
  const kept = bundle.note(`meta/worker/${toHex(id)}`);
  return kept === null ? null : readUtf8(kept);
}

function withAgain(bundle: Bundle, id: CaseId, body: AgainNote | null): Bundle {
  return bundle.withNote(nameOf(id), body === null ? null : note.encode(body));
}

/** With the keys of this epoch, still to be said; unchanged where they are noted. Old ones go. */
export function withAgainKeys(bundle: Bundle, id: CaseId, epoch: Epoch, now: Seconds): Bundle {
  const keys: AgainKeys = againKeys(epoch);
  const known = againOf(bundle, id);
  if (known !== null && equal(known.tag, keys.tag)) return bundle;
  const old = everyAgain(bundle).filter((one) => one.made + OLDEST < now);
  const left = old.reduce((found, one) => withAgain(found, one.case, null), bundle);
  const { sign } = epoch.worker;
  const sent = known?.sent ?? null;
  return withAgain(left, id, { ...keys, sent, said: 'open', worker: sign, made: now });
}

/** Two answers that met, as the service says it, in base64url. */
export interface MetRow {
  readonly tag: string;
  readonly word: string;
}

/**
 * Those whose worker would talk again, too: this student said yes, the worker may be asked, and the word is the
 * one that this device derived, so that nobody else can say it for them. One for each worker, the newest.
 */
export function whoAgreed<W extends { readonly sign: SignPublic }>(
  notes: readonly AgainCase[],
  met: readonly MetRow[],
  may: readonly W[],
): readonly { readonly note: AgainCase; readonly worker: W }[] {
  const found = notes.flatMap((one) => {
    const line = met.find(({ tag }) => equal(fromBase64url(tag), one.tag));
    const worker = may.find(({ sign }) => equal(sign, one.worker));
    if (one.said !== 'yes' || line === undefined || worker === undefined) return [];
    return equal(fromBase64url(line.word), one.word) ? [{ note: one, worker }] : [];
  });
  return found.filter(
    (one, at) => found.findIndex(({ worker }) => equal(worker.sign, one.worker.sign)) === at,
  );
}

/** Whose device this is. */
export interface Speaker {
  readonly bundle: Bundle;
  change(update: (bundle: Bundle) => Bundle): Promise<boolean>;
  readonly api: { ask(method: Method, path: string, body?: unknown): Promise<unknown> };
}

/**
 * Says it, or says it otherwise. A no goes out as random bytes, so that the service cannot tell. Throws
 * ApiError; then nothing was said, and the keys are still noted.
 */
export async function sayAgain(
  who: Speaker,
  id: CaseId,
  yes: boolean,
  side: 'student' | 'worker',
): Promise<void> {
  const known = againOf(who.bundle, id);
  if (known === null) return;
  const tag = yes ? known.tag : systemRandom(16);
  const word = yes ? known.word : systemRandom(32);
  await who.api.ask('PUT', '/api/again', {
    tag: toBase64url(tag),
    ...(side === 'worker' ? { word: toBase64url(word) } : {}),
    ...(known.sent === null ? {} : { instead: toBase64url(known.sent) }),
  });
  const said = yes ? 'yes' : 'no';
  await who.change((bundle) => withAgain(bundle, id, { ...known, sent: tag, said }));
}

/** Nothing of it stays, here or at the service. Throws ApiError. */
export async function forgetAgain(who: Speaker, id: CaseId): Promise<void> {
  const sent = againOf(who.bundle, id)?.sent ?? null;
  if (sent !== null) await who.api.ask('DELETE', `/api/again/${toBase64url(sent)}`);
  await who.change((bundle) => withAgain(bundle, id, null));
}

/** Whether it went through; what did not is said on the screen. */
export async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
