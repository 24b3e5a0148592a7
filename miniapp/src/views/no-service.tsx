// The service did not answer at all. Lives here: whom to call, from last time, and trying again. Must
// not: anything that needs the server.

import type { Service } from '../api/types.ts';
import { type Surroundings, SurroundingsContext } from '../components/context.ts';
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

export interface NoServiceProps extends Omit<Surroundings, 'service'> {
  readonly service: Service | null;
  readonly onRetry: () => void;
}

export function NoService({ service, onRetry, ...around }: NoServiceProps) {
  return (
    <SurroundingsContext.Provider value={{ ...around, service: service ?? UNKNOWN }}>
      <Unreachable onRetry={onRetry} />
    </SurroundingsContext.Provider>
  );
}
