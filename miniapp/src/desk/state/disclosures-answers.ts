// What the server says of disclosures (docs/api.md, Holders and Auditor), by its shape. Lives here: the
// shapes and one reader for each. Must not: calls, or what follows from an answer.
import { ApiError } from '../../api/errors.ts';
import { b64, count, flag, listOf, maybe, object, oneOf, type Reader } from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';
import type { DisclosureState } from '../../crypto/disclosure.ts';
import type { HolderRole } from '../../crypto/types.ts';

/** A disclosure as the server keeps it; everything that was said is in the sealed parts. */
export interface DisclosureAnswer {
  readonly id: B64;
  /** Null for an auditor, as is `closed_to`. */
  readonly case: B64 | null;
  /** Certificate ids (R22). */
  readonly closed_to: readonly B64[] | null;
  readonly capsule_version: number;
  readonly mark: B64;
  readonly requester: HolderRole;
  readonly approver: HolderRole;
  readonly state: DisclosureState;
  readonly revision: number;
  readonly wrap: B64;
  readonly parts: readonly { readonly n: number; readonly sealed: B64 }[];
  readonly made_hour: number;
  readonly due: number | null;
  readonly overdue: boolean;
  readonly tell: number;
}

export interface DisclosurePage {
  readonly disclosures: readonly DisclosureAnswer[];
  readonly more: boolean;
}

/** The approver's half, or the requester's with all that opens the identity. */
export interface HalfAnswer {
  readonly half: B64;
  readonly capsule_record: B64;
  readonly release: B64 | null;
  readonly capsule: B64 | null;
  readonly intake: B64 | null;
}

const holder: Reader<HolderRole> = oneOf('coordinator', 'manager', 'deputy');

/** Seconds; the largest one means never (protocol.md §13). */
const time: Reader<number> = (value) => {
  if (value === Number.MAX_SAFE_INTEGER) return value;
  return count(value);
};

export const page: Reader<DisclosurePage> = object<DisclosurePage>({
  disclosures: listOf(
    object<DisclosureAnswer>({
      id: b64,
      case: maybe(b64),
      closed_to: maybe(listOf(b64)),
      capsule_version: count,
      mark: b64,
      requester: holder,
      approver: holder,
      state: oneOf('requested', 'approved', 'opened', 'completed', 'refused', 'withdrawn'),
      revision: count,
      wrap: b64,
      parts: listOf(object<DisclosureAnswer['parts'][number]>({ n: count, sealed: b64 })),
      made_hour: count,
      due: maybe(count),
      overdue: flag,
      tell: time,
    }),
  ),
  more: flag,
});

export const half: Reader<HalfAnswer> = object<HalfAnswer>({
  half: b64,
  capsule_record: b64,
  release: maybe(b64),
  capsule: maybe(b64),
  intake: maybe(b64),
});

export const capsule: Reader<{ readonly version: number }> = object<{ version: number }>({
  version: (value) => {
    const version = count(value);
    if (version < 1) throw new ApiError({ failure: 'unavailable' });
    return version;
  },
});
