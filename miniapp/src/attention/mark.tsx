// The worker's mark. Lives here: one quiet line beside a student's message, and the guide behind it. Must
// not: send, keep or count what was noticed.
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useSay } from '../components/context.ts';
import type { Attention } from './attend.ts';
import { Guide } from './guide.tsx';
import { attentionFor } from './load.ts';
import { HintSetting } from './setting.ts';
import { WithWords } from './wording.tsx';

interface MarkProps {
  readonly text: string;
  readonly onRaise?: (() => void) | undefined;
}

function Pressed({ onRaise }: Pick<MarkProps, 'onRaise'>) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const raise =
    onRaise === undefined
      ? undefined
      : () => {
          setOpen(false);
          onRaise();
        };
  return (
    <>
      <button type="button" class="bubble-act" data-testid="concern" onClick={() => setOpen(true)}>
        {say('mark-concern')}
      </button>
      {open && <Guide onClose={() => setOpen(false)} onRaise={raise} />}
    </>
  );
}

/** Nothing, or the mark. */
function Mark({ attention, text, onRaise }: MarkProps & { attention: Attention }) {
  const found = useMemo(() => attention.notice(text).about.length > 0, [attention, text]);
  return found ? (
    <WithWords>
      <Pressed onRaise={onRaise} />
    </WithWords>
  ) : null;
}

/** What makes marks for one room; null while hints are off on this device. */
export function marksFor(language: string): ((props: MarkProps) => VNode) | null {
  if (!new HintSetting().on) return null;
  const attention = attentionFor(language);
  return (props) => <Mark attention={attention} {...props} />;
}
