// The single steps of getting in, for either side. Lives here: launch, challenge, enrolment, and
// fetching a kept bundle, each as one function. Must not: decide which comes next.
import type { LaunchedApi, PublicApi } from '../api/public.ts';
import type { Enrolment, SignedIn } from '../api/types.ts';
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { SigningKey } from '../crypto/sign.ts';
import { signEnrol, signLaunch, signSignIn } from '../crypto/signin.ts';
import type { BoxPublic, RolePublic, Side, Signed } from '../crypto/types.ts';
import type { LocalStore } from './local.ts';

/** This installation's key: binds Telegram's launch data to it. Made on first use. */
export function deviceKey(local: LocalStore): SigningKey {
  const kept = local.read('device');
  if (kept !== null) {
    try {
      return new SigningKey(fromBase64url(kept));
    } catch {
      // A damaged entry is replaced: the key opens nothing by itself.
    }
  }
  const made = SigningKey.generate();
  local.write('device', toBase64url(made.reveal()));
  return made;
}

/** What a step needs to know about this device. */
export interface Device {
  readonly api: PublicApi;
  readonly side: Side;
  readonly initData: string;
  readonly key: SigningKey;
}

/** Proves the Telegram account. ApiError `signed_out` when Telegram's data is too old. */
export function launch({ api, side, initData, key }: Device): Promise<LaunchedApi> {
  return api.launch({
    init_data: initData,
    side,
    device_key: toBase64url(key.public),
    proof: toBase64url(signLaunch(key, initData, side)),
  });
}

/** Proves the person's key. ApiError `signed_out` when the account is not this key's. */
export async function signIn(request: {
  readonly launched: LaunchedApi;
  readonly device: Device;
  readonly person: SigningKey;
}): Promise<SignedIn> {
  const { launched, device, person } = request;
  const challenge = fromBase64url(await launched.challenge());
  const { side } = device;
  const proof = signSignIn({ person, challenge, side, deviceKey: device.key.public });
  return launched.signIn(toBase64url(proof));
}

/** Makes the account. Conflict `exists` when there is one on this side already. */
export async function enrol(request: {
  readonly launched: LaunchedApi;
  readonly side: Side;
  readonly person: SigningKey;
  readonly box: BoxPublic;
  readonly roleKey: RolePublic | null;
  readonly consent: Signed;
  readonly more?: Omit<Enrolment, 'proof' | 'consent'>;
}): Promise<SignedIn> {
  const { launched, side, person, box, roleKey } = request;
  const challenge = fromBase64url(await launched.challenge());
  const proof = signEnrol({ person, challenge, side, box, roleKey });
  return launched.enrol({
    ...request.more,
    proof: toBase64url(proof),
    consent: toBase64url(request.consent),
  });
}
