// Where a worker's rooms are kept on this device. Lives here: ciphertext may stay, what was typed may not.
// Must not: know what the texts mean beyond that.
import { memoryShelf, type Shelf } from '../../state/local.ts';

/** Texts that could not be sealed yet stay in memory: staff devices may be shared. */
export function staffShelf(kept: Shelf, prefix: string): Shelf {
  const memory = memoryShelf();
  const plain = `${prefix}unsealed/`;
  const of = (key: string): Shelf => (key.startsWith(plain) ? memory : kept);
  return {
    getItem: (key) => of(key).getItem(key),
    setItem: (key, value) => of(key).setItem(key, value),
    removeItem: (key) => of(key).removeItem(key),
  };
}
