// Checking one member. Lives here: their eight words, large, and what they are certified for. Must not:
// certify before a person says that the words were compared.

import { useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { NO_WORDS, useFound } from '../../components/later.ts';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import { fromBase64url } from '../../crypto/bytes.ts';
import { compareWords } from '../../crypto/fingerprint.ts';
import type { BoxPublic, RolePublic, SignPublic } from '../../crypto/types.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { MemberView } from '../state/membership.ts';
import { trained } from '../state/sheet.ts';
import { termsOf } from '../state/signing.ts';
import type { TeamFile } from '../state/team-file.ts';
import type { Member } from '../state/types.ts';
import {
  blankTraining,
  TrainingFields,
  type TypedTraining,
  typedTraining,
} from './file-training.tsx';
import { DeskScreen } from './frame.tsx';
import { useKept } from './fresh.ts';
import { WordGrid } from './parts.tsx';
import { FileTroubleNote } from './team-file.tsx';

function useMemberWords(member: Member): readonly string[] {
  const { sign_key: sign, box_key: box, role_key: role } = member;
  const keys = () => ({
    sign: fromBase64url(sign) as SignPublic,
    box: fromBase64url(box) as BoxPublic,
    role: role ? (fromBase64url(role) as RolePublic) : null,
  });
  return useFound(NO_WORDS, () => compareWords(keys()), [sign, box, role]);
}

export interface CertifyProps {
  readonly desk: HolderDesk;
  /** Null for who may not record trainings. */
  readonly file: TeamFile | null;
  readonly found: MemberView;
  readonly onDone: () => void;
}

/** A worker's training goes on record with their first certificate (R29). */
function TheirTraining(props: {
  readonly file: TeamFile | null;
  readonly typed: TypedTraining;
  readonly now: number;
  readonly busy: boolean;
  readonly onTyped: (typed: TypedTraining) => void;
}) {
  const say = useSay();
  const may = props.file !== null;
  return (
    <section class="card">
      <h2>{say('file-training-certify')}</h2>
      <p class="field-hint">
        {say(may ? 'file-training-certify-why' : 'file-training-certify-not')}
      </p>
      {may && <TrainingFields {...props} />}
    </section>
  );
}

/** Whether the form asks for a training, and what was typed of it. */
function useTraining({ desk, file, found }: CertifyProps) {
  useKept(file?.fresh ?? null);
  const now = desk.time();
  const [typed, setTyped] = useState(blankTraining(now));
  const sheet = file?.of(found.member.account) ?? null;
  const due = found.member.role === 'worker' && (sheet === null || !trained(sheet));
  const whole = typedTraining(typed, now);
  const lacks = due && file?.asked.value === true && whole === null;
  return { due, typed, setTyped, whole: due ? whole : null, lacks, now };
}

/** What they are certified for, and how long. */
function Terms(props: {
  readonly role: Member['role'];
  readonly under18: boolean;
  readonly days: number;
  readonly onUnder18: (value: boolean) => void;
  readonly onDays: (value: number) => void;
}) {
  const say = useSay();
  return (
    <section class="card">
      {props.role === 'worker' && (
        <>
          <Choice
            testId="certify-under-18"
            type="checkbox"
            name="under18"
            checked={props.under18}
            onPick={props.onUnder18}
          >
            {say('desk-check-under-18')}
          </Choice>
          <p class="field-hint">{say('desk-check-under-18-why')}</p>
        </>
      )}
      <fieldset class="stack">
        <legend class="field-label">{say('desk-check-days')}</legend>
        {termsOf(props.role).map((days) => (
          <Choice
            key={days}
            testId={`certify-days-${days}`}
            type="radio"
            name="days"
            checked={props.days === days}
            onPick={() => props.onDays(days)}
          >
            {say('desk-days', { days })}
          </Choice>
        ))}
      </fieldset>
    </section>
  );
}

export function Certify(props: CertifyProps) {
  const say = useSay();
  const { desk, file, found, onDone } = props;
  const training = useTraining(props);
  const { member, certificate } = found;
  // The keys whose words are shown are the keys that are certified, whatever the server says next.
  const [asked] = useState(member);
  const words = useMemberWords(asked);
  const [under18, setUnder18] = useState(
    certificate === null ? member.under18 : certificate.under18 === 1,
  );
  const terms = termsOf(asked.role);
  // The second longest: a term and some time to renew in.
  const [days, setDays] = useState(terms.at(-2) ?? terms[0] ?? 0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const certify = async (): Promise<void> => {
    setBusy(true);
    // Before the certificate: nobody is certified whose training was lost on the way.
    const { whole } = training;
    const recorded = file === null || whole === null || (await file.record(asked, whole));
    if (recorded) await desk.certify(asked, { days, under18: asked.role === 'worker' && under18 });
    setBusy(false);
    // Without it what was typed stays, and why stands beneath.
    setFailed(!recorded);
    if (recorded) onDone();
  };
  return (
    <DeskScreen
      testId="certify-screen"
      title={say('desk-check-title', { name: member.name })}
      onBack={onDone}
      foot={
        <MainButton
          testId="certify"
          text={say('desk-check-yes')}
          disabled={words.length === 0 || training.lacks}
          busy={busy}
          onPress={() => void certify()}
        />
      }
    >
      <p>{say('desk-check-why')}</p>
      <section class="card">
        <WordGrid testId="member-words" words={words} large />
      </section>
      <Note testId="certify-differ" kind="warning">
        <p>{say('desk-check-differ')}</p>
      </Note>
      {training.due && (
        <TheirTraining {...training} file={file} busy={busy} onTyped={training.setTyped} />
      )}
      {failed && file !== null && <FileTroubleNote file={file} />}
      {terms.length > 1 && (
        <Terms
          role={asked.role}
          under18={under18}
          days={days}
          onUnder18={setUnder18}
          onDays={setDays}
        />
      )}
    </DeskScreen>
  );
}
