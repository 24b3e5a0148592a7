// A button. Lives here: its kinds and its busy state. Must not: Telegram's own main button.
import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly testId: string;
  readonly kind?: 'primary' | 'soft' | 'plain' | 'danger' | 'small' | 'leave';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly label?: string;
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

export function Button(props: ButtonProps) {
  return (
    <button
      class="button"
      type={props.type ?? 'button'}
      data-testid={props.testId}
      data-kind={props.kind ?? 'plain'}
      disabled={props.disabled === true || props.busy === true}
      aria-busy={props.busy === true}
      aria-label={props.label}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
