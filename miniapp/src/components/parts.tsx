// Small parts. Lives here: notes, progress, folds, paragraphs. Must not: state beyond open or shut.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface NoteProps {
  readonly testId: string;
  readonly kind?: 'plain' | 'warning';
  /** Read out at once rather than when there is time. */
  readonly urgent?: boolean;
  readonly children: ComponentChildren;
}

export function Note({ testId, kind, urgent, children }: NoteProps) {
  return (
    <div
      class="note"
      data-kind={kind ?? 'plain'}
      data-testid={testId}
      role={urgent === true ? 'alert' : 'status'}
    >
      {children}
    </div>
  );
}

export function Progress({ children }: { children: ComponentChildren }) {
  return (
    <div class="progress" role="status" data-testid="progress">
      <span class="progress-dot" aria-hidden="true" />
      <span>{children}</span>
    </div>
  );
}

/** Paragraphs of a text from policy/locales: one per line, blank lines dropped. */
export function Paragraphs({ text }: { text: string }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    <>
      {lines.map((line, at) => (
        <p key={`${at} ${line}`}>{line}</p>
      ))}
    </>
  );
}

export interface FoldProps {
  readonly testId: string;
  readonly title: string;
  /** What is set now, in a word or two. */
  readonly value?: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ComponentChildren;
}

/** A card that opens in place. */
export function Fold({ testId, title, value, open, onToggle, children }: FoldProps) {
  const id = useId();
  return (
    <section class="fold" data-testid={testId}>
      <button
        type="button"
        class="fold-head"
        data-testid={`${testId}-toggle`}
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
      >
        <span>{title}</span>
        <span class="fold-value" dir="auto">
          {value ?? ''}
        </span>
      </button>
      {open && (
        <div class="fold-body" id={id}>
          {children}
        </div>
      )}
    </section>
  );
}
