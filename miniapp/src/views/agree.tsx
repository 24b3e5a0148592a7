// The one screen before writing. Lives here: the notice for the age chosen, and Agree. Must not: send
// anything before Agree, or show another text than the one whose digest is signed.
import { useState } from 'preact/hooks';
import type { Notice } from '../api/types.ts';
import { Blocks } from '../components/blocks.tsx';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Choice } from '../components/field.tsx';
import { LanguageSwitch } from '../components/language.tsx';
import { MainButton } from '../components/main-button.tsx';
import { Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { wordingDigest } from '../crypto/consent.ts';
import { type Age, isKnown, NOTICE_OF } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { noticeText } from '../words/policy.ts';

export interface AgreeProps {
  readonly student: Student;
  readonly notices: readonly Notice[];
  readonly onPolicy: () => void;
}

export function Agree({ student, notices, onPolicy }: AgreeProps) {
  const say = useSay();
  const { words, service } = useSurroundings();
  const [age, setAge] = useState<Age | null>(null);
  const [stale, setStale] = useState(false);
  const shown = noticeText(words, service, age ?? 'adult');
  const busy = student.entry.state.value === 'enrolling';
  const fault = student.entry.fault.value;
  const agree = (): void => {
    if (age === null) return;
    const [wording, language] = [wordingDigest(shown), words.spoken(NOTICE_OF[age])];
    if (isKnown(wording, language, notices)) void student.agree(age, wording, language);
    else setStale(true);
  };
  const pick = (picked: Age) => (checked: boolean) => {
    if (checked) setAge(picked);
  };
  const foot = (
    <>
      {stale && (
        <Note testId="agree-stale" kind="warning" urgent>
          <p>{say('agree-stale')}</p>
        </Note>
      )}
      {(fault !== null || student.notAgreed.value) && (
        <Note testId="agree-failed" kind="warning" urgent>
          <p>{say('app-failed')}</p>
        </Note>
      )}
      <p class="field-hint" role="status" data-testid="age-limits">
        {age === 'under18' && say('agree-under-18')}
        {age === null && say('agree-choose-age')}
      </p>
      <fieldset class="pair">
        <legend class="unseen">{say('agree-age')}</legend>
        <Choice
          testId="age-adult"
          type="radio"
          name="age"
          checked={age === 'adult'}
          onPick={pick('adult')}
        >
          {say('notice-adult-choice')}
        </Choice>
        <Choice
          testId="age-under-18"
          type="radio"
          name="age"
          checked={age === 'under18'}
          onPick={pick('under18')}
        >
          {say('notice-under-18-choice')}
        </Choice>
      </fieldset>
      <MainButton
        testId="agree"
        text={say('notice-agree')}
        disabled={age === null}
        busy={busy}
        onPress={agree}
      />
    </>
  );
  return (
    <Screen testId="agree-screen" title={say('notice-title')} foot={foot}>
      <p class="lead">{say('agree-lead')}</p>
      {/* Another age, other limits: what differs comes into sight before Agree can be meant for it. */}
      <Blocks testId="notice" text={shown} from={noticeText(words, service, 'adult')} />
      <Button testId="policy-read" onPress={onPolicy}>
        {say('notice-policy')}
      </Button>
      {student.inside.value === null && (
        <Button testId="been-here" onPress={() => student.entry.beenHere()}>
          {say('agree-been-here')}
        </Button>
      )}
      <LanguageSwitch />
    </Screen>
  );
}
