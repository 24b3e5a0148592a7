// Enrolling as staff from an invite. Lives here: new keys under passphrase and kit, the signed agreement,
// and the call. Must not: screens, or what follows once inside.
import type { LaunchedApi } from '../../api/public.ts';
import type { KeyWrap, SecretKind, SignedIn } from '../../api/types.ts';
import { BoxKey } from '../../crypto/box.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { isHolderRole } from '../../crypto/certificates.ts';
import { signConsent } from '../../crypto/consent.ts';
import type { RolePublic, Seconds, WordingDigest } from '../../crypto/types.ts';
import { Bundle } from '../../keys/bundle.ts';
import {
  BundleKey,
  choosePassphrase,
  type KeptSecret,
  keepUnder,
  newWords,
  sealBundle,
  verifierOf,
  type WrapKeys,
  wrapKey,
} from '../../keys/keeping.ts';
import type { Held } from '../../state/account.ts';
import { enrol } from '../../state/steps.ts';
import { withNewRoleKey } from './notes.ts';

/** What the newcomer gave. */
export interface NewStaff {
  readonly invite: string;
  readonly name: string;
  readonly passphrase: string;
  /** Digest of exactly the agreement that was shown, and its language. */
  readonly wording: WordingDigest;
  readonly language: string;
}

export interface SetUp {
  readonly signedIn: SignedIn;
  readonly held: Held;
  /** The keys of the passphrase: with them the bundle can be asked for again. */
  readonly keys: WrapKeys;
  readonly kit: readonly string[];
}

interface Keeping {
  readonly key: BundleKey;
  readonly passphrase: WrapKeys;
  readonly kit: WrapKeys;
  readonly words: readonly string[];
}

/** The server keeps it as the first revision. */
const FIRST_REVISION = 1;

/** A name as others will see it: NFC, single spaces. Empty when it cannot be used. */
export function tidyName(typed: string): string {
  const name = typed.normalize('NFC').split(/\s+/).filter(Boolean).join(' ');
  const usable = [...name].length <= 60 && !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(name);
  return usable && /[\p{L}\p{N}]/u.test(name) ? name : '';
}

async function newKeeping(
  passphrase: string,
  progress: (fraction: number) => void,
): Promise<Keeping> {
  const kit = await newWords('kit');
  const stretch = (secret: KeptSecret, from: number) =>
    keepUnder({ side: 'staff', secret, progress: (done) => progress(from + done / 2) });
  return {
    key: BundleKey.create(),
    passphrase: await stretch(choosePassphrase(passphrase), 0),
    kit: await stretch(kit, 0.5),
    words: kit.words,
  };
}

const wrapped = (keys: WrapKeys, key: BundleKey): KeyWrap & { kind: SecretKind } => ({
  kind: keys.kind,
  salt: toBase64url(keys.salt),
  verifier: toBase64url(verifierOf(keys)),
  wrapped: toBase64url(wrapKey(keys, key)),
});

async function enrolWith(
  launched: LaunchedApi,
  who: NewStaff & { readonly given: Seconds },
  keeping: Keeping,
  roleKey: BoxKey<RolePublic> | null,
): Promise<{ signedIn: SignedIn; held: Held }> {
  const fresh = Bundle.create('staff');
  const bundle = roleKey === null ? fresh : withNewRoleKey(fresh, roleKey);
  const { sign, box } = bundle.identity;
  const { key } = keeping;
  const consent = signConsent(sign, {
    action: 'agree',
    scope: 'confidentiality',
    recipient: 'service',
    wording: who.wording,
    language: who.language,
    given: who.given,
  });
  const blob = toBase64url(sealBundle({ key, revision: FIRST_REVISION, bundle }));
  const kept = [wrapped(keeping.passphrase, key), wrapped(keeping.kit, key)];
  const signedIn = await enrol({
    launched,
    side: 'staff',
    person: sign,
    box: box.public,
    roleKey: roleKey?.public ?? null,
    consent,
    more: { invite: who.invite, name: who.name, keys: { blob, wrapped: kept } },
  });
  return { signedIn, held: { bundle, key, revision: FIRST_REVISION } };
}

/** Enrols, with a role key where the invite is for a holder. Throws ApiError. */
export async function setUp(request: {
  readonly launched: LaunchedApi;
  readonly who: NewStaff;
  readonly now: Seconds;
  readonly progress: (fraction: number) => void;
}): Promise<SetUp> {
  const { launched, now, progress } = request;
  const who = { ...request.who, given: now };
  const role = await launched.invitedAs(who.invite);
  const keeping = await newKeeping(who.passphrase, progress);
  const roleKey = isHolderRole(role) ? BoxKey.generate<RolePublic>() : null;
  const found = await enrolWith(launched, who, keeping, roleKey);
  return { ...found, keys: keeping.passphrase, kit: keeping.words };
}
