// Ending a conversation, asked first. Lives here: the question, waiting, and saying that it failed. Must not:
// know whose conversation it is, or what follows.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { CryptoError } from '../crypto/errors.ts';
import { useSay } from './context.ts';
import { Confirm } from './dialog.tsx';

export interface EndingProps {
  readonly title: string;
  readonly yes: string;
  /** What will be gone, and what else is asked. */
  readonly children: ComponentChildren;
  /** Ends it and goes on from there. What fails is said, and asked again. */
  readonly onEnd: () => Promise<void>;
  readonly onNo: () => void;
}

export function Ending({ title, yes, children, onEnd, onNo }: EndingProps) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const end = async (): Promise<void> => {
    setState('busy');
    try {
      await onEnd();
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setState('failed');
    }
  };
  return (
    <Confirm
      testId="close-confirm"
      title={title}
      yes={yes}
      busy={state === 'busy'}
      onYes={() => void end()}
      onNo={onNo}
    >
      {children}
      {state === 'failed' && (
        <p class="field-fault" role="alert">
          {say('app-failed')}
        </p>
      )}
    </Confirm>
  );
}
