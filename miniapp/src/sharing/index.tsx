// Consents in a conversation and in My record. Lives here: what is loaded in every room, and when the record is
// opened. Must not: be imported otherwise than lazily (components/statements.tsx, views/consents.tsx).
import type { Student } from '../state/student.ts';
import { Asking, EMPTY_ASK } from './asking.tsx';
import { DisputeButton, type DisputeProps, DisputeStrip } from './dispute.tsx';
import { type LineProps, StatementLine } from './lines.tsx';
import { Purposes } from './purposes.tsx';
import './sharing.css';
import { WithWords } from './words.ts';

export { sayDispute } from './disputing.ts';
export { ledgerOf, statementsIn } from './reading.ts';
export { sayStanding } from './standing.ts';
export { EMPTY_ASK };

export function Line(props: LineProps) {
  return (
    <WithWords>
      <StatementLine {...props} />
    </WithWords>
  );
}

export function Ask(props: Parameters<typeof Asking>[0]) {
  return (
    <WithWords>
      <Asking {...props} />
    </WithWords>
  );
}

export function Record({ student }: { readonly student: Student }) {
  return (
    <WithWords>
      <Purposes student={student} />
    </WithWords>
  );
}

export function DisputeMark(props: DisputeProps) {
  return (
    <WithWords>
      <DisputeStrip {...props} />
    </WithWords>
  );
}

export function DisputeOpen(props: DisputeProps) {
  return (
    <WithWords>
      <DisputeButton {...props} />
    </WithWords>
  );
}
