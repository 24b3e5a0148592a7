// Things to fill in. Lives here: labelled text fields and choices. Must not: keep what was typed.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  readonly testId: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | null;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly lines?: number;
  readonly longest?: number;
  /** While it is sent, where it is gone once it was. */
  readonly readOnly?: boolean;
  readonly type?: 'text' | 'tel' | 'password';
  readonly autocomplete?: string;
}

/** A text field; `longest` is in UTF-16 units, as browsers count. */
export function Field(props: FieldProps) {
  const id = useId();
  const about = [
    props.hint === undefined ? null : `${id}-hint`,
    props.fault ? `${id}-fault` : null,
  ].filter((part) => part !== null);
  const shared = {
    id,
    class: 'input',
    'data-testid': props.testId,
    value: props.value,
    maxLength: props.longest ?? 200,
    readOnly: props.readOnly === true,
    dir: 'auto' as const,
    'aria-invalid': Boolean(props.fault),
    'aria-describedby': about.length > 0 ? about.join(' ') : undefined,
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.hint !== undefined && (
        <div class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </div>
      )}
      {(props.lines ?? 1) > 1 ? (
        <textarea
          {...shared}
          rows={props.lines}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          // Preact types each kind of input apart; these three take the same attributes.
          type={(props.type ?? 'text') as 'text'}
          autoComplete={props.autocomplete ?? 'off'}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      {props.fault && (
        <div class="field-fault" id={`${id}-fault`} role="alert">
          {props.fault}
        </div>
      )}
    </div>
  );
}

export interface ChoiceProps {
  readonly testId: string;
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onPick: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

export function Choice(props: ChoiceProps) {
  return (
    <label class="choice">
      <input
        type={props.type}
        name={props.name}
        data-testid={props.testId}
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onPick(event.currentTarget.checked)}
      />
      <span dir="auto">{props.children}</span>
    </label>
  );
}
