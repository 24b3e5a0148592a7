// Hashes of sealed blobs and wraps inside signed structures (§9, `pl.blob`). Lives here: that hash
// and its comparison. Must not: opening the blob.
import { equal } from './bytes.ts';
import { hash } from './hash.ts';
import type { BlobHash } from './types.ts';

/** `H("pl.blob", blob)` */
export function blobHash(blob: Uint8Array): BlobHash {
  return hash('pl.blob', blob) as BlobHash;
}

/** Is it the blob that was signed? */
export function isBlob(signedHash: BlobHash, blob: Uint8Array): boolean {
  return equal(signedHash, blobHash(blob));
}
