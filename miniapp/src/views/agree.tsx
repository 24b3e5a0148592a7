// The one screen before writing. Lives here: the notice for the age chosen, and Agree. Must not: send
// anything before Agree, or show another text than the one whose digest is signed.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Notice } from '../api/types.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Choice } from '../components/field.tsx';
import { MainButton } from '../components/main-button.tsx';
import { Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { wordingDigest } from '../crypto/consent.ts';
import { type Age, isKnown, NOTICE_OF } from '../state/consents.ts';
import type { Student } from '../state/student.ts';

const blocksOf = (text: string): readonly string[] => text.split(/\n\s*\n/);

/** Blocks are parted by blank lines; a block's first line is its heading. */
function NoticeText({ text, from }: { text: string; from: string }) {
  const blocks = blocksOf(text).map((block) => block.split('\n'));
  const changed = useRef<HTMLElement>(null);
  const first = blocksOf(text).findIndex((block, at) => block !== blocksOf(from)[at]);
  // Another age, other limits: what is different comes into sight before Agree can be meant for it.
  useEffect(() => {
    changed.current?.scrollIntoView({ block: 'center' });
  }, [text]);
  return (
    <article class="card agreement" data-testid="notice">
      {blocks.map(([heading, ...lines], at) => (
        <section key={heading} ref={at === first ? changed : null}>
          <h2>{heading}</h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </article>
  );
}

export function Agree({ student, notices }: { student: Student; notices: readonly Notice[] }) {
  const say = useSay();
  const { words, service } = useSurroundings();
  const [age, setAge] = useState<Age | null>(null);
  const [stale, setStale] = useState(false);
  const kept = { retention_days: service.retention_days };
  const shown = words.say(NOTICE_OF[age ?? 'adult'], kept);
  const busy = student.entry.state.value === 'enrolling';
  const fault = student.entry.fault.value;
  const agree = (): void => {
    if (age === null) return;
    const wording = wordingDigest(shown);
    if (isKnown(wording, notices)) void student.agree(age, wording, words.language);
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
      <NoticeText text={shown} from={words.say(NOTICE_OF.adult, kept)} />
      {student.inside.value === null && (
        <Button testId="been-here" onPress={() => student.entry.beenHere()}>
          {say('agree-been-here')}
        </Button>
      )}
    </Screen>
  );
}
