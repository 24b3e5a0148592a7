// The service did not answer at all. Lives here: whom to call, from last time, and trying again. Must
// not: anything that needs the server.

import type { Service } from '../api/types.ts';
import { SurroundingsContext } from '../components/context.ts';
import type { PolicySource } from '../state/policy.ts';
import type { Telegram } from '../telegram/telegram.ts';
import type { Words } from '../words/words.ts';
import { Unreachable } from './plain.tsx';

/** Stands in for a service that was never heard of. */
const UNKNOWN: Service = {
  name: '',
  bot: '',
  language: 'en',
  policy: '',
  policy_digest: '',
  switches: [],
  intake: 'shut',
  retention_days: 0,
  claim_minutes: 0,
  staff_idle_minutes: 0,
  frame_origins: [],
  crisis: [],
};

export interface NoServiceProps {
  readonly telegram: Telegram;
  readonly words: Words;
  readonly service: Service | null;
  readonly policy: PolicySource;
  readonly onRetry: () => void;
}

export function NoService({ telegram, words, service, policy, onRetry }: NoServiceProps) {
  return (
    <SurroundingsContext.Provider value={{ words, telegram, service: service ?? UNKNOWN, policy }}>
      <Unreachable onRetry={onRetry} />
    </SurroundingsContext.Provider>
  );
}
