// The one thing to do next. Lives here: Telegram's own main button where the client has one, ours
// elsewhere. Must not: more than one on a screen.
import { useEffect } from 'preact/hooks';
import { Button } from './button.tsx';
import { useSurroundings } from './context.ts';

export interface MainButtonProps {
  readonly testId: string;
  readonly text: string;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly onPress: () => void;
}

/** Always drawn in the page for keyboards and screen readers unless the client draws its own. */
export function MainButton({ testId, text, disabled, busy, onPress }: MainButtonProps) {
  const { telegram } = useSurroundings();
  const native = telegram.hasMainButton;
  useEffect(() => {
    if (native) {
      const enabled = disabled !== true;
      telegram.mainButton({ text, enabled, busy: busy === true, press: onPress });
    }
  });
  useEffect(() => () => telegram.mainButton(null), [telegram]);
  if (native) return null;
  return (
    <Button
      testId={testId}
      kind="primary"
      disabled={disabled === true}
      busy={busy === true}
      onPress={onPress}
    >
      {text}
    </Button>
  );
}
