// The bundle of a person's secrets, protocol.md §2.1. Lives here: its wire format, entries sorted
// and unique. Must not: what each entry means to the app (keys/), wrapping.
import { compare, utf8 } from './bytes.ts';
import { bytes, choice, type Infer, list, nested, Structure, text, type Value } from './codec.ts';
import { Malformed } from './errors.ts';
import type { Side } from './types.ts';

const entry = new Structure('entry', { name: text, value: bytes() });
const shape = { side: choice<Side>('student', 'staff'), entries: list(nested(entry)) };
const bundle = new Structure('bundle', shape, ({ entries }) => requireSorted(entries));

export type BundleEntry = Infer<typeof entry>;

/** Side and entries as the wire has them. */
export type BundleContent = Value<typeof shape>;

const byName = (a: BundleEntry, b: BundleEntry): number => compare(utf8(a.name), utf8(b.name));

function requireSorted(entries: readonly BundleEntry[]): void {
  entries.slice(1).forEach((later, i) => {
    const earlier = entries[i];
    if (earlier === undefined || byName(earlier, later) >= 0) {
      throw new Malformed('entries are not sorted and unique');
    }
  });
}

/** The bytes of a bundle; entries may come in any order, names must differ. */
export function encodeBundle(content: BundleContent): Uint8Array {
  return bundle.encode({ side: content.side, entries: [...content.entries].sort(byName) });
}

/** Reads a bundle; refuses entries out of order or twice. */
export function decodeBundle(raw: Uint8Array): BundleContent {
  return bundle.decode(raw);
}

/** The structures of this file. */
export const bundleFormats = { entry, bundle } as const;
