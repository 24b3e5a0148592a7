// Argon2id at its least, for tests that are about other things than secrets (vitest.config.ts). Lives here: the
// library's call with the least memory and one pass. Must not: be what the vectors are tried with.
import { argon2idAsync as real } from '../../node_modules/@noble/hashes/argon2.js';

export const argon2idAsync: typeof real = (secret, salt, options) =>
  real(secret, salt, { ...options, m: 8, t: 1 });
