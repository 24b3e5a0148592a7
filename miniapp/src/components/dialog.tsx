// A question over the screen. Lives here: the modal dialog and the confirmation built on it. Telegram's
// own popups are not used: some clients never answer, and ours read the same everywhere.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isForStaff } from '../telegram/launch.ts';
import { Button } from './button.tsx';
import { useSay, useSurroundings } from './context.ts';
import { leave } from './leave.ts';

export interface DialogProps {
  readonly testId: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Modal for as long as it is there, wherever its place in the page is moved; focus returns to where it was. */
function useModal() {
  const element = useRef<HTMLDialogElement>(null);
  const before = useRef<Element | null>(null);
  const focused = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null || dialog.matches(':modal')) return;
    before.current ??= document.activeElement;
    const inside = focused.current;
    // A list in another order takes its rows out of the page for a moment, and a dialog in one is modal no more.
    if (dialog.open) dialog.close();
    dialog.showModal();
    if (inside?.isConnected) inside.focus();
  });
  // Not an effect of the next frame: whoever leaves before that has their place back, too.
  useLayoutEffect(() => {
    const dialog = element.current;
    return () => {
      // As long as it is modal nothing behind it takes the focus.
      dialog?.close();
      // Another screen may have come meanwhile.
      const after = before.current?.isConnected ? before.current : document.querySelector('h1');
      if (after instanceof HTMLElement) after.focus();
    };
  }, []);
  return { element, focused };
}

/** Opens at once; Escape and the system's back close it. */
export function Dialog({ testId, title, onClose, children }: DialogProps) {
  const say = useSay();
  const { telegram } = useSurroundings();
  const { element, focused } = useModal();
  return (
    <dialog
      ref={element}
      class="dialog"
      data-testid={testId}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onFocusIn={({ target }) => {
        if (target instanceof HTMLElement) focused.current = target;
      }}
    >
      <div class="dialog-body">
        <h2>{title}</h2>
        {children}
        {!isForStaff(telegram.launch) && (
          // Nothing behind a dialog can be tapped; last in order, so that it does not take the focus.
          <div class="dialog-leave">
            <Button testId="dialog-leave" kind="leave" onPress={() => leave(telegram)}>
              {say('app-leave')}
            </Button>
          </div>
        )}
      </div>
    </dialog>
  );
}

export interface ConfirmProps {
  readonly testId: string;
  readonly title: string;
  /** What will be gone, in plain words. */
  readonly children: ComponentChildren;
  readonly yes: string;
  readonly busy?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before something that cannot be undone. The safe answer has the focus. */
export function Confirm(props: ConfirmProps) {
  const say = useSay();
  return (
    <Dialog testId={props.testId} title={props.title} onClose={props.onNo}>
      {props.children}
      <div class="dialog-foot">
        <Button testId={`${props.testId}-no`} kind="soft" onPress={props.onNo}>
          {say('app-no')}
        </Button>
        <Button
          testId={`${props.testId}-yes`}
          kind="danger"
          busy={props.busy === true}
          onPress={props.onYes}
        >
          {props.yes}
        </Button>
      </div>
    </Dialog>
  );
}
