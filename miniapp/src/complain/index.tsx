// "Something went wrong". Lives here: the student's screen for it: somebody outside the team, the people who lead
// it, and what came of it. Must not: be imported otherwise than lazily.
import { useEffect } from 'preact/hooks';
import complain from '../../../policy/locales/en/complain.ftl?raw';
import { useSay, useSurroundings, wordsOf } from '../components/context.ts';
import { Screen } from '../components/screen.tsx';
import type { Account } from '../state/account.ts';
import type { Student } from '../state/student.ts';
import { ComplaintDraft, ComplaintForm } from './form.tsx';
import { MyReports } from './mine.tsx';
import { Outside } from './outside.tsx';
import { OwnReports } from './reports.ts';
import './complain.css';

export interface Complaint {
  readonly account: Account;
  readonly reports: OwnReports;
  readonly draft: ComplaintDraft;
}

/** What was begun for this account, or a new one; null before they are signed in. */
function complaintOf({ student, kept }: ComplainProps): Complaint | null {
  const inside = student.inside.value;
  if (inside === null) return null;
  const { account, team } = inside;
  if (kept.current?.account === account) return kept.current;
  const reports = new OwnReports({
    account,
    staff: () => null,
    roster: async () => {
      // Asked for anew; one that ran out serves, a root that its owner refuted does not (§3.2).
      const trust = await team.load();
      const refuted = trust?.ok === false && trust.why !== 'roster';
      return refuted ? null : team.openRoster();
    },
    now: () => student.now(),
  });
  kept.current = { account, reports, draft: new ComplaintDraft() };
  return kept.current;
}

const WithComplainWords = wordsOf(complain);

function Place(props: ComplainProps) {
  const say = useSay();
  const { telegram } = useSurroundings();
  const found = complaintOf(props);
  const begun = found?.draft.begun ?? false;
  useEffect(() => {
    telegram.confirmClosing(begun);
    return () => telegram.confirmClosing(false);
  }, [telegram, begun]);
  return (
    <Screen testId="complain-screen" title={say('complain-title')} onBack={props.onBack}>
      <p class="lead">{say('complain-lead')}</p>
      {found !== null && <MyReports reports={found.reports} />}
      <Outside />
      {found !== null && <ComplaintForm draft={found.draft} reports={found.reports} />}
    </Screen>
  );
}

export interface ComplainProps {
  readonly student: Student;
  /** Keeps what was typed while the app is open. */
  readonly kept: { current: Complaint | null };
  readonly onBack: () => void;
}

export function Complain(props: ComplainProps) {
  return (
    <WithComplainWords>
      <Place {...props} />
    </WithComplainWords>
  );
}
