// The worker's mark. Lives here: one quiet line beside a student's message, and the guide behind it. Must
// not: send, keep or count what was noticed.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useSay } from '../components/context.ts';
import type { Attention } from './attend.ts';
import { Guide, type GuideProps } from './guide.tsx';
import { attentionFor } from './load.ts';
import { HintSetting } from './setting.ts';
import { WithWords } from './wording.ts';

interface MarkProps {
  readonly text: string;
  readonly onPress: () => void;
}

function Line({ onPress }: Pick<MarkProps, 'onPress'>) {
  const say = useSay();
  return (
    <button type="button" class="bubble-act" data-testid="concern" onClick={onPress}>
      {say('mark-concern')}
    </button>
  );
}

function Mark({ attention, text, onPress }: MarkProps & { attention: Attention }) {
  const found = useMemo(() => attention.notice(text).about.length > 0, [attention, text]);
  return found ? (
    <WithWords>
      <Line onPress={onPress} />
    </WithWords>
  ) : null;
}

/** What makes marks and the guide for one room. */
export interface Marks {
  readonly mark: (props: MarkProps) => VNode;
  readonly guide: (props: GuideProps) => VNode;
}

/** Null while hints are off on this device. */
export function marksFor(language: string): Marks | null {
  if (!new HintSetting().on) return null;
  const attention = attentionFor(language);
  return {
    mark: (props) => <Mark attention={attention} {...props} />,
    guide: (props) => (
      <WithWords>
        <Guide {...props} />
      </WithWords>
    ),
  };
}
