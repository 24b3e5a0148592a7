// Checking one member. Lives here: their eight words, large, and what they are certified for. Must not:
// certify before a person says that the words were compared.
import { useEffect, useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import { fromBase64url } from '../../crypto/bytes.ts';
import { compareWords } from '../../crypto/fingerprint.ts';
import type { BoxPublic, RolePublic, SignPublic } from '../../crypto/types.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { MemberView } from '../state/membership.ts';
import { termsOf } from '../state/signing.ts';
import type { Member } from '../state/types.ts';
import { DeskScreen } from './frame.tsx';
import { WordGrid } from './parts.tsx';

function useMemberWords(member: Member): readonly string[] {
  const [words, setWords] = useState<readonly string[]>([]);
  const { sign_key: sign, box_key: box, role_key: role } = member;
  useEffect(() => {
    void compareWords({
      sign: fromBase64url(sign) as SignPublic,
      box: fromBase64url(box) as BoxPublic,
      role: role ? (fromBase64url(role) as RolePublic) : null,
    }).then(setWords);
  }, [sign, box, role]);
  return words;
}

export interface CertifyProps {
  readonly desk: HolderDesk;
  readonly found: MemberView;
  readonly onDone: () => void;
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

export function Certify({ desk, found, onDone }: CertifyProps) {
  const say = useSay();
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
  const certify = async (): Promise<void> => {
    setBusy(true);
    await desk.certify(asked, { days, under18: asked.role === 'worker' && under18 });
    setBusy(false);
    onDone();
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
          disabled={words.length === 0}
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
