// What other screens use of it. Lives here: loading the rest lazily, whatever was written, so that no
// request tells that something was noticed. Must not: import the lexicon or its words by itself.
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useSurroundings } from '../components/context.ts';
import { useLater } from '../components/later.ts';

/** The student's hint, above the box in which `draft` is written. */
export function HintFor({ draft }: { draft: Signal<string> }) {
  const { part } = useLater(() => import('./hint.tsx'));
  return part === null ? null : <part.Hint draft={draft} />;
}

/** The switch for this device. */
export function HintSwitchFor({ side }: { side: 'student' | 'worker' }) {
  const { part } = useLater(() => import('./switch.tsx'));
  return part === null ? null : <part.HintSwitch side={side} />;
}

/** For a worker's room: what stands beside a student's text, and the guide once it was pressed. */
interface RoomMarks {
  readonly mark: (text: string) => ComponentChildren;
  /** Over the room, not inside the thread: what opens there would be read out as a message. */
  readonly guide: ComponentChildren;
}

/** `onRaise` is given the text whose mark was pressed; without it the guide has no such button. */
export function useMarks(onRaise?: (text: string) => void): RoomMarks {
  const { words } = useSurroundings();
  const [open, setOpen] = useState<string | null>(null);
  const load = async () => (await import('./mark.tsx')).marksFor(words.language);
  const { part: marks } = useLater(load);
  if (marks === null) return { mark: () => null, guide: null };
  const raise = (): void => {
    setOpen(null);
    if (open !== null) onRaise?.(open);
  };
  return {
    mark: (text) => marks.mark({ text, onPress: () => setOpen(text) }),
    guide:
      open === null
        ? null
        : marks.guide({
            onClose: () => setOpen(null),
            onRaise: onRaise === undefined ? undefined : raise,
          }),
  };
}
