// Curve25519 by OpenSSL, for tests that are about other things than its arithmetic (vitest.config.ts). Lives here:
// the library's calls, the same bytes, a twentieth of the time. Must not: be what test/crypto is tried with.
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  ed25519 as realEdwards,
  x25519 as realMontgomery,
} from '../../node_modules/@noble/curves/ed25519.js';

export * from '../../node_modules/@noble/curves/ed25519.js';

// The last byte of the object identifier, RFC 8410: 1.3.101.110 and 1.3.101.112.
const X25519 = '6e';
const ED25519 = '70';

const hex = (raw: Uint8Array): string => Buffer.from(raw).toString('hex');

/** `make`, not done again for what was asked before; the newest so many are kept. */
function kept<T>(make: (curve: string, raw: Uint8Array) => T, most = 4096) {
  const made = new Map<string, T>();
  return (curve: string, raw: Uint8Array): T => {
    const name = curve + hex(raw);
    const known = made.get(name);
    if (known !== undefined) return known;
    if (made.size >= most) made.clear();
    const one = make(curve, raw);
    made.set(name, one);
    return one;
  };
}

const secretKey = kept((curve, raw): KeyObject => {
  const head = Buffer.from(`302e020100300506032b65${curve}04220420`, 'hex');
  return createPrivateKey({ key: Buffer.concat([head, raw]), format: 'der', type: 'pkcs8' });
});

const publicKey = kept((curve, raw): KeyObject => {
  const head = Buffer.from(`302a300506032b65${curve}032100`, 'hex');
  return createPublicKey({ key: Buffer.concat([head, raw]), format: 'der', type: 'spki' });
});

const exported = kept((curve, secret): Uint8Array => {
  const made = createPublicKey(secretKey(curve, secret)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(made.subarray(-32));
});

const publicOf = (curve: string, secret: Uint8Array): Uint8Array => exported(curve, secret).slice();

// Points that were multiplied here: an honest key, and the R of a signature that holds, which is sB - kA and of the
// prime-order subgroup if the key is. Whoever asks about them need not work it out.
const sound = new Set<string>();

/** What `sign.ts` asks of a point. */
type Asked = Pick<InstanceType<typeof realEdwards.Point>, 'is0' | 'isTorsionFree'>;
const SOUND: Asked = { is0: () => false, isTorsionFree: () => true };

export const ed25519 = {
  ...realEdwards,

  Point: {
    fromBytes: (raw: Uint8Array, zip215?: boolean): Asked =>
      sound.has(hex(raw)) ? SOUND : realEdwards.Point.fromBytes(raw, zip215),
  },

  getPublicKey(seed: Uint8Array): Uint8Array {
    const made = publicOf(ED25519, seed);
    sound.add(hex(made));
    return made;
  },

  sign: (body: Uint8Array, seed: Uint8Array): Uint8Array =>
    new Uint8Array(sign(null, body, secretKey(ED25519, seed))),

  verify(signature: Uint8Array, body: Uint8Array, key: Uint8Array): boolean {
    const holds = verify(null, body, publicKey(ED25519, key), signature);
    if (holds) sound.add(hex(signature.subarray(0, 32)));
    return holds;
  },
};

export const x25519 = {
  ...realMontgomery,

  getPublicKey: (secret: Uint8Array): Uint8Array => publicOf(X25519, secret),

  getSharedSecret: (secret: Uint8Array, other: Uint8Array): Uint8Array =>
    new Uint8Array(
      diffieHellman({
        privateKey: secretKey(X25519, secret),
        publicKey: publicKey(X25519, other),
      }),
    ),
};
