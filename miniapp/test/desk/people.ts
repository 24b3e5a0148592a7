// Staff for the desk's tests. Lives here: accounts on a fake server with their bundle in memory, without the
// seconds that a passphrase takes. Must not: assertions.
import { SessionApi } from '../../src/api/session.ts';
import { BoxKey } from '../../src/crypto/box.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import type { HolderRole, RolePublic } from '../../src/crypto/types.ts';
import { HolderDesk } from '../../src/desk/state/holder.ts';
import { StaffAccount } from '../../src/desk/state/staff-account.ts';
import type { StaffRole } from '../../src/desk/state/types.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { BundleKey, openBundle, sealBundle } from '../../src/keys/keeping.ts';
import type { Held } from '../../src/state/account.ts';
import { NOW } from '../crypto/world.ts';
import type { Account, FakeStaffServer } from './server.ts';

export interface Staff {
  readonly account: StaffAccount;
  readonly kept: Account;
  /** The bundle as the server has it. */
  readonly saved: () => Bundle;
  /** The same person signed in on one more device. */
  readonly again: () => StaffAccount;
}

/** Enrols somebody and signs them in. */
export function join(server: FakeStaffServer, role: StaffRole, name: string): Staff {
  const key = BundleKey.create();
  const roleKey = role === 'worker' ? null : BoxKey.generate<RolePublic>();
  const fresh = Bundle.create('staff');
  const bundle = roleKey === null ? fresh : fresh.withRoleKey(role as HolderRole, 1, roleKey);
  const { sign, box } = bundle.identity;
  const kept = server.add({
    role,
    name,
    sign_key: toBase64url(sign.public),
    box_key: toBase64url(box.public),
    role_key: roleKey === null ? null : toBase64url(roleKey.public),
  });
  kept.blob = toBase64url(sealBundle({ key, revision: 1, bundle }));
  const load = (): Held => {
    const { revision } = kept;
    const opened = openBundle({ key, side: 'staff', revision, blob: fromBase64url(kept.blob) });
    return { bundle: opened, key, revision };
  };
  const again = (): StaffAccount => {
    const token = server.tokenFor(kept);
    const api = new SessionApi({ call: server.call, token, renew: async () => null });
    return new StaffAccount({
      held: load(),
      me: server.me(kept),
      api,
      refetch: async () => load(),
    });
  };
  return { account: again(), kept, saved: () => load().bundle, again };
}

/** A holder's desk at the tests' time. */
export function deskOf(account: StaffAccount, now: () => number = () => NOW): HolderDesk {
  return new HolderDesk({ account, now });
}
