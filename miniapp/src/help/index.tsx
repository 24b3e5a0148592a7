// "I need more help than this". Lives here: the screen on which a student says it, and what became of it.
// Must not: be imported otherwise than lazily; sealing (concern/).
import { useEffect, useState } from 'preact/hooks';
import help from '../../../policy/locales/en/help.ftl?raw';
import { useSay, useSurroundings, wordsOf } from '../components/context.ts';
import type { Student } from '../state/student.ts';
import { HelpForm } from './form.tsx';
import { HelpSent, HelpWaiting } from './sent.tsx';
import { HelpState } from './state.ts';

/** Sends what was sealed and not answered for when the app was closed. */
export function resume(student: Student): void {
  void HelpState.of(student)?.concerns.look();
}

export interface HelpProps {
  readonly student: Student;
  readonly onBack: () => void;
}

function Place({ state, onBack }: { state: HelpState; onBack: () => void }) {
  const { concerns } = state;
  const { telegram } = useSurroundings();
  const [sent, setSent] = useState(false);
  useEffect(() => {
    concerns.start();
    return () => concerns.rest();
  }, [concerns]);
  const { begun } = state;
  useEffect(() => {
    telegram.confirmClosing(begun);
    return () => telegram.confirmClosing(false);
  }, [telegram, begun]);
  const [newest] = state.asked;
  if (newest?.state === 'unsent') return <HelpWaiting concerns={concerns} onBack={onBack} />;
  if (sent && newest !== undefined) {
    return <HelpSent concern={newest} onBack={onBack} />;
  }
  const onSend = async (): Promise<void> => {
    const as = await state.send();
    setSent(as === 'sent' || as === 'waiting');
  };
  return <HelpForm state={state} onBack={onBack} onSend={() => void onSend()} />;
}

const WithWords = wordsOf(help);

/** The screen. What was typed stays while the app is open, until the server has it. */
export function Help({ student, onBack }: HelpProps) {
  const say = useSay();
  const state = HelpState.of(student);
  if (state === null) return <p role="status">{say('app-loading')}</p>;
  return (
    <WithWords>
      <Place state={state} onBack={onBack} />
    </WithWords>
  );
}
