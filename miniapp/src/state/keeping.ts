// Keeping a key beyond this phone, and getting it back. Lives here: the steps between a secret and the
// server. Must not: Argon2id itself (keys/, loaded when needed) or where the secret is shown.
import type { LaunchedApi } from '../api/public.ts';
import type { KeyWrap, Side } from '../api/types.ts';
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import type { Salt } from '../crypto/types.ts';
import {
  type BundleKey,
  type KeptSecret,
  keepUnder,
  openBundle,
  unlock,
  unwrapKey,
  verifierOf,
  wrapKey,
} from '../keys/keeping.ts';
import type { Held, NewSecret } from './account.ts';

/**
 * The bundle that a secret opens. Throws ApiError (`not_found` for a wrong secret, `slow_down` after
 * five) or CryptoError.
 */
export async function fetchHeld(request: {
  readonly launched: LaunchedApi;
  readonly side: Side;
  readonly secret: KeptSecret;
  readonly progress?: (fraction: number) => void;
}): Promise<Held> {
  const { launched, side, secret } = request;
  const { salt, ...cost } = await launched.salt(secret.kind);
  const keys = await unlock({
    side,
    secret,
    salt: fromBase64url(salt) as Salt,
    cost,
    ...(request.progress === undefined ? {} : { progress: request.progress }),
  });
  const kept = await launched.fetchKeys(secret.kind, toBase64url(keys.fetch.reveal()));
  const key = unwrapKey(keys, fromBase64url(kept.wrapped));
  const { revision } = kept;
  const bundle = openBundle({ key, side, revision, blob: fromBase64url(kept.blob) });
  return { bundle, key, revision };
}

interface Wrapping {
  readonly side: Side;
  readonly secret: KeptSecret;
  readonly key: BundleKey;
  readonly progress?: (fraction: number) => void;
}

/** A new secret: what the server keeps of it, and its fetch key. Takes seconds on a phone. */
export async function secretUnder(request: Wrapping): Promise<NewSecret> {
  const { side, secret, key, progress } = request;
  const keys = await keepUnder({ side, secret, ...(progress === undefined ? {} : { progress }) });
  const wrap = {
    salt: toBase64url(keys.salt),
    verifier: toBase64url(verifierOf(keys)),
    wrapped: toBase64url(wrapKey(keys, key)),
  };
  return { wrap, fetch: keys.fetch.reveal() };
}

/** What the server keeps for a new secret. */
export async function wrapUnder(request: Wrapping): Promise<KeyWrap> {
  return (await secretUnder(request)).wrap;
}
