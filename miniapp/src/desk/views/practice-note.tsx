// A practice note for supervision. Lives here: the boxes and the review of names, as for a real one. Must not:
// seal or send; its text ends with the screen.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { NOTHING_KNOWN } from '../../pseudonym/index.ts';
import { LONGEST_ENTRY } from '../state/note-writing.ts';
import type { Practice } from '../state/practice.ts';
import { DeskScreen } from './frame.tsx';
import { Pseudonymise } from './pseudonymise.tsx';
import './supervision.css';

const PARTS = ['happened', 'wish', 'own'] as const;

export function PracticeNote({
  practice,
  onLock,
  band,
}: {
  readonly practice: Practice;
  readonly onLock: () => void;
  readonly band: ComponentChildren;
}) {
  const say = useSay();
  const [typed, setTyped] = useState({ happened: '', wish: '', own: '' });
  const [checking, setChecking] = useState(false);
  const whole = PARTS.map((part) => typed[part].trim())
    .filter((one) => one !== '')
    .join('\n\n');
  const back = (): void => {
    practice.place.value = 'room';
  };
  const done = (): void => {
    practice.mark('note');
    practice.place.value = 'noted';
  };
  return (
    <>
      {band}
      <DeskScreen
        key={String(checking)}
        testId="practice-note-screen"
        title={say('supervision-note')}
        onLock={onLock}
        onBack={checking ? () => setChecking(false) : back}
        {...(checking
          ? {}
          : {
              foot: (
                <MainButton
                  testId="practice-check"
                  text={say('supervision-note-check')}
                  disabled={whole === ''}
                  onPress={() => setChecking(true)}
                />
              ),
            })}
      >
        {checking ? (
          <>
            <Pseudonymise
              note={whole}
              known={NOTHING_KNOWN}
              done={say('practice-note-done')}
              onDone={done}
            />
            <Button testId="practice-change" kind="soft" onPress={() => setChecking(false)}>
              {say('supervision-note-back')}
            </Button>
          </>
        ) : (
          <>
            <p class="lead">{say('practice-note-lead')}</p>
            <section class="card">
              {PARTS.map((part) => (
                <Field
                  key={part}
                  testId={`practice-note-${part}`}
                  label={say(`supervision-note-${part}`)}
                  lines={part === 'happened' ? 6 : 3}
                  longest={LONGEST_ENTRY}
                  value={typed[part]}
                  onInput={(value) => setTyped({ ...typed, [part]: value })}
                />
              ))}
            </section>
          </>
        )}
      </DeskScreen>
    </>
  );
}
