// What a note for supervision is about. Lives here: what this device needs to write one, and knows that must
// not stand in it. Must not: leave this device, or be kept beyond memory.

import type { FlagSubject } from '../../crypto/flag.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { SupervisionSecret } from '../../crypto/secret.ts';
import { type Known, NOTHING_KNOWN } from '../../pseudonym/index.ts';
import { sharedBy } from './before.ts';
import { subjectOf as concerned } from './concern.ts';
import type { WorkerCase } from './worker-case.ts';

export interface NoteSubject {
  readonly caseId: string;
  /** The two words by which the worker knows the conversation; not those of supervision. */
  readonly name: string;
  readonly supervision: SupervisionSecret;
  /** Of the student, from their card and from what they told of themselves. */
  readonly known: Known;
  /** The student took back that it is talked about in supervision: no note is written. */
  readonly tookBack: boolean;
  /** Whom a concern about it names; null where it was never filed. */
  readonly about: FlagSubject | null;
}

/** What a conversation's note needs; null before there is a secret. */
export function subjectOf(found: WorkerCase): NoteSubject | null {
  const { supervision } = found;
  if (supervision === null) return null;
  const { name = '', phone = '', place = '', someone = '' } = sharedBy(found) ?? {};
  const given = found.card?.name ?? '';
  const known = { ...NOTHING_KNOWN, given, name, phone, place, contact: someone };
  const tookBack = found.tookBack('supervision');
  const about = concerned(found);
  return { caseId: found.id, name: found.name.value, supervision, known, tookBack, about };
}

/** With the names of the team's workers, as the roster has them now. */
export function knownOf({ known }: NoteSubject, roster: AcceptedRoster | null): Known {
  const workers = (roster?.certificates ?? [])
    .filter((one) => one.role === 'worker')
    .map((one) => one.name);
  return { ...known, workers };
}
