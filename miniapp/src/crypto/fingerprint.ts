// What people compare and call things, protocol.md §2.3, §3.3, §10. Lives here: the hashes behind
// the words and the link. Must not: the word list itself (words.ts, imported lazily).
import { concat, equal, fromBase64url, toBase64url } from './bytes.ts';
import { loaded, Malformed } from './errors.ts';
import { hash } from './hash.ts';
import type { BoxPublic, CaseId, RolePublic, SignPublic } from './types.ts';

const PREFIX = 'r_';

/** `H("pl.root", root key)[0:16]` as 22 characters of base64url (§2.3). */
export function rootFingerprint(root: SignPublic): string {
  return toBase64url(hash('pl.root', root).subarray(0, 16));
}

/** Start parameter of the poster's link (§3.3). */
export function posterParameter(root: SignPublic): string {
  return PREFIX + rootFingerprint(root);
}

/** The fingerprint in a start parameter, or null when it carries none. Throws on a broken one. */
export function readPosterParameter(parameter: string): string | null {
  if (!parameter.startsWith(PREFIX)) return null;
  const fingerprint = parameter.slice(PREFIX.length);
  if (fromBase64url(fingerprint).length !== 16) throw new Malformed('not a fingerprint');
  return fingerprint;
}

/** Does the poster's fingerprint belong to this root? */
export function fingerprintMatches(fingerprint: string, root: SignPublic): boolean {
  return equal(fromBase64url(fingerprint), hash('pl.root', root).subarray(0, 16));
}

/** Eight words of the root, to be read aloud. */
export async function rootWords(root: SignPublic): Promise<string[]> {
  const { bitsToWords } = await loaded(import('./words.ts'));
  return bitsToWords(hash('pl.root', root), 8);
}

/** Eight words by which coordinator and newcomer compare keys (§2.3). */
export async function compareWords(keys: {
  readonly sign: SignPublic;
  readonly box: BoxPublic;
  readonly role: RolePublic | null;
}): Promise<string[]> {
  const { bitsToWords } = await loaded(import('./words.ts'));
  const all = concat(keys.sign, keys.box, keys.role ?? new Uint8Array(0));
  return bitsToWords(hash('pl.compare', all), 8);
}

/** Two words by which a request is spoken of (§10); a label, not a secret. */
export async function requestName(caseId: CaseId): Promise<string> {
  const { bitsToWords } = await loaded(import('./words.ts'));
  return bitsToWords(hash('pl.name', caseId), 2).join(' ');
}
