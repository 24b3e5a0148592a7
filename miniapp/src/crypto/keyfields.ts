// Fields that hold public keys. Lives here: checking keys where they are read and written (§1).
// Must not: secrets, structures.
import { requireBoxKey } from './box.ts';
import { type Field, fixed, optional } from './codec.ts';
import { requireSignKey } from './sign.ts';
import type { BoxPublic, RolePublic, SignPublic } from './types.ts';

function checked<T extends Uint8Array | null>(field: Field<T>, check: (key: T) => void): Field<T> {
  return {
    encode: (value) => {
      check(value);
      return field.encode(value);
    },
    decode: (raw) => {
      const value = field.decode(raw);
      check(value);
      return value;
    },
  };
}

/** An Ed25519 public key; `BadKey` for one that no honest device makes. */
export const signKey: Field<SignPublic> = checked(fixed<SignPublic>(32), requireSignKey);

/** An X25519 public key of a person. */
export const boxKey: Field<BoxPublic> = checked(fixed<BoxPublic>(32), requireBoxKey);

/** A role's X25519 public key, or none. */
export const roleKeyOrNone: Field<RolePublic | null> = checked(optional<RolePublic>(32), (key) => {
  if (key !== null) requireBoxKey(key);
});
