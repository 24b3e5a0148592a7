// What the server says of the team's file, by its shape (docs/api.md). Lives here: the shapes and one
// reader for each. Must not: calls, or judging what is signed (sheet.ts).
import {
  b64,
  count,
  flag,
  listOf,
  maybe,
  object,
  oneOf,
  type Reader,
  text,
} from '../../api/shapes.ts';
import type { B64 } from '../../api/types.ts';
import type { StaffRole } from './types.ts';

export type Lack = 'agreement' | 'training';

/** One member's page as it is kept; what is signed is oldest first. */
export interface SheetRow {
  readonly account: B64;
  readonly role: StaffRole;
  readonly name: string;
  readonly state: 'waiting' | 'active' | 'suspended' | 'left';
  readonly sign_key: B64;
  readonly certificates: readonly B64[];
  readonly agreements: readonly B64[];
  /** They have signed the agreement as it is shown now. */
  readonly agreed: boolean;
  readonly trainings: readonly { readonly id: B64; readonly training: B64 }[];
  readonly left_hour: number | null;
}

export interface FileAnswer {
  /** The policy lets nobody take requests without a training. */
  readonly training: boolean;
  readonly members: readonly SheetRow[];
}

export interface OwnFileAnswer {
  readonly training: boolean;
  readonly member: SheetRow;
  readonly lacking: Lack | null;
}

const sheet: Reader<SheetRow> = object<SheetRow>({
  account: b64,
  role: oneOf('worker', 'coordinator', 'manager', 'deputy', 'consultant', 'auditor'),
  name: text,
  state: oneOf('waiting', 'active', 'suspended', 'left'),
  sign_key: b64,
  certificates: listOf(b64),
  agreements: listOf(b64),
  agreed: flag,
  trainings: listOf(object<SheetRow['trainings'][number]>({ id: b64, training: b64 })),
  left_hour: maybe(count),
});

export const file: Reader<FileAnswer> = object<FileAnswer>({
  training: flag,
  members: listOf(sheet),
});

export const ownFile: Reader<OwnFileAnswer> = object<OwnFileAnswer>({
  training: flag,
  member: sheet,
  lacking: maybe(oneOf<Lack>('agreement', 'training')),
});
