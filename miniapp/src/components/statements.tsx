// What is said about consent in a room. Lives here: loading its part in every room, its lines, and the worker's
// way to ask. Must not: import the rest otherwise than lazily.
import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { fromBase64url } from '../crypto/bytes.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { ShownMessage } from '../crypto/timeline.ts';
import type { CaseId } from '../crypto/types.ts';
import type { Party } from '../sharing/parties.ts';
import type { RoomState } from '../state/room.ts';
import type { Student } from '../state/student.ts';
import { useLater } from './later.ts';

export const loadSharing = () => import('../sharing/index.tsx');
type Sharing = Awaited<ReturnType<typeof loadSharing>>;

export interface Statements {
  /** A line of the room that says something about consent. */
  readonly line: (message: ShownMessage) => ComponentChildren;
  /** The form to ask, over the screen; null until it is loaded. */
  readonly form: (onClose: () => void) => ComponentChildren;
  /** A dispute with the union's own services: the question, with the ways there are instead (R25). */
  readonly dispute: (ways: ComponentChildren) => ComponentChildren;
  /** Marking that it is one. */
  readonly disputing: () => ComponentChildren;
  readonly part: Sharing | null;
}

/** Loaded in every room: the service must not learn from it that there is a consent. */
function useStatements(party: Party): Statements;
function useStatements(party: Party | null): Statements | null;
function useStatements(party: Party | null): Statements | null {
  const { part } = useLater(loadSharing);
  const [typed, setTyped] = useState<Parameters<Sharing['Ask']>[0]['form'] | null>(null);
  const messages = party?.room.messages.value ?? [];
  const [caseId, me] = [party?.caseId ?? '', party?.me ?? 'student'];
  // Signatures take their time: judged again when a statement comes or moves, not with every text.
  const places = messages.map((one) => (one.statement ? `${one.key} ${one.counter}` : '')).join();
  const ledger = useMemo(
    () =>
      caseId === ''
        ? null
        : (part?.ledgerOf(fromBase64url(caseId) as CaseId, me, messages) ?? null),
    [part, caseId, me, places],
  );
  if (party === null) return null;
  return {
    part,
    line: (message) =>
      part !== null && ledger !== null ? <part.Line {...{ party, ledger, message }} /> : null,
    dispute: (ways) =>
      part === null ? null : <part.DisputeMark party={party}>{ways}</part.DisputeMark>,
    disputing: () => (part === null ? null : <part.DisputeOpen party={party} />),
    form: (onClose) =>
      part === null ? null : (
        <part.Ask
          {...{ party, onClose }}
          form={typed ?? part.EMPTY_ASK}
          onForm={(form) => setTyped(form)}
        />
      ),
  };
}

interface Side {
  readonly room: RoomState;
  readonly caseId: string;
  readonly key: SigningKey;
  readonly now: Party['now'];
  readonly connected: boolean;
}

/** The worker's side of a room, or a holder's. */
export function useStaffStatements({ room, caseId, key, now, connected }: Side): Statements {
  const up = useRef(connected);
  up.current = connected;
  const party = useMemo(
    (): Party => ({
      ...{ room, caseId, key, now, me: 'worker', open: true },
      connected: () => up.current,
    }),
    [room, caseId, key],
  );
  return useStatements(party);
}

/** A student's side of a room; `open`: it goes on. */
export function useOwnStatements(
  student: Student,
  at: { readonly room: RoomState | null; readonly caseId: string; readonly open: boolean },
): Statements | null {
  const key = student.talking?.account.bundle.identity.sign;
  const { room, caseId, open } = at;
  const party = useMemo((): Party | null => {
    if (room === null || key === undefined) return null;
    const connected = (): boolean => student.connected.value;
    return { room, caseId, key, now: student.now, me: 'student', open, connected };
  }, [room, caseId, open, key]);
  return useStatements(party);
}
