// Signing in and enrolling, protocol.md §4. Lives here: the three signed statements a device makes.
// Must not: transport, Telegram's own check of launch data (the server's).

import { equal, utf8 } from './bytes.ts';
import { choice, fixed, type Infer, Structure } from './codec.ts';
import { BadSignature } from './errors.ts';
import { hash } from './hash.ts';
import { boxKey, roleKeyOrNone, signKey } from './keyfields.ts';
import { openSigned, type SigningKey } from './sign.ts';
import type { BoxPublic, RolePublic, Side, Signed, SignPublic } from './types.ts';

const side = choice<Side>('student', 'staff');

const launch = new Structure('launch', {
  initHash: fixed(32),
  side,
  deviceKey: signKey,
});

const signIn = new Structure('sign-in', {
  challenge: fixed(32),
  side,
  sign: signKey,
  deviceKey: signKey,
});

const enrol = new Structure('enrol', {
  challenge: fixed(32),
  side,
  sign: signKey,
  box: boxKey,
  roleKey: roleKeyOrNone,
});

export type Launch = Infer<typeof launch>;
export type SignIn = Infer<typeof signIn>;
export type Enrol = Infer<typeof enrol>;

/** Binds launch data to the installation key: `initData` exactly as Telegram handed it over. */
export function signLaunch(device: SigningKey, initData: string, as: Side): Signed {
  const initHash = hash('pl.init', utf8(initData));
  return device.sign(launch, { initHash, side: as, deviceKey: device.public });
}

/** Answers a challenge (32 bytes) with the person's key. */
export function signSignIn(request: {
  readonly person: SigningKey;
  readonly challenge: Uint8Array;
  readonly side: Side;
  readonly deviceKey: SignPublic;
}): Signed {
  const { person, challenge, deviceKey } = request;
  return person.sign(signIn, { challenge, side: request.side, sign: person.public, deviceKey });
}

/** Proves possession of new keys at enrolment; `roleKey` for holders only. */
export function signEnrol(request: {
  readonly person: SigningKey;
  readonly challenge: Uint8Array;
  readonly side: Side;
  readonly box: BoxPublic;
  readonly roleKey: RolePublic | null;
}): Signed {
  const { person, challenge, box, roleKey } = request;
  return person.sign(enrol, { challenge, side: request.side, sign: person.public, box, roleKey });
}

/** Opens a launch statement; signed by the device key it names. */
export function openLaunch(signed: Signed): Launch {
  const { value, signer } = openSigned(launch, signed);
  if (!equal(value.deviceKey, signer)) throw new BadSignature();
  return value;
}

/** Opens a sign-in, expecting this person. */
export function openSignIn(signed: Signed, person: SignPublic): SignIn {
  return openSigned(signIn, signed, person).value;
}

/** Opens an enrolment: signed by the sign key it brings; its keys are checked. */
export function openEnrol(signed: Signed): Enrol {
  const { value, signer } = openSigned(enrol, signed);
  if (!equal(value.sign, signer)) throw new BadSignature();
  return value;
}

/** The structures of this file. */
export const signInFormats = { launch, signIn, enrol } as const;
