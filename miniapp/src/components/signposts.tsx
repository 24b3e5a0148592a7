// The way to who else can help. Lives here: its button, its place over the screen, and the links under a
// message that points to somebody. Must not: import the rest otherwise than lazily.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';
import { Dialog } from './dialog.tsx';
import { useLater } from './later.ts';

export const loadSignposts = () => import('../signposts/index.tsx');

export interface SignpostsProps {
  readonly onClose: () => void;
  /** Takes one into a message, as a card; there only for a worker. */
  readonly onInsert?: (card: string) => void;
}

/** The directory over the screen. What is searched for stays on the device. */
export function SignpostsDialog({ onClose, onInsert }: SignpostsProps) {
  const say = useSay();
  const { part, failed, again } = useLater(loadSignposts);
  return (
    <Dialog testId="signposts" title={say('signposts-open')} onClose={onClose}>
      {part !== null && <part.Directory onInsert={onInsert ?? null} />}
      {part === null && <p role="status">{say(failed ? 'app-failed' : 'app-loading')}</p>}
      <div class="dialog-foot">
        {failed && (
          <Button testId="signposts-retry" onPress={again}>
            {say('app-try-again')}
          </Button>
        )}
        <Button testId="signposts-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}

export function SignpostsButton() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button testId="signposts-open" kind="soft" onPress={() => setOpen(true)}>
        {say('signposts-open')}
      </Button>
      {open && <SignpostsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/**
 * What stands under a message: the ways to whoever it points to, by the directory and never by the message.
 * Asked for in every room: the service must not learn from it that something was pointed to.
 */
export function useCards(): (text: string) => ComponentChildren {
  const { signposts } = useSurroundings();
  const { part } = useLater(loadSignposts);
  useEffect(() => void signposts.load(), [signposts]);
  const found = signposts.found.value;
  return useMemo(() => {
    if (part === null || found === null) return () => null;
    return (text) => <part.CardWays shown={part.pointedTo(text, found.signposts)} />;
  }, [part, found]);
}
