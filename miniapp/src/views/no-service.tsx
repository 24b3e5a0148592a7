// The service did not answer at all. Lives here: whom to call, from last time, and trying again. Must
// not: anything that needs the server.

import type { Service } from '../api/types.ts';
import { type Surroundings, SurroundingsContext } from '../components/context.ts';
import { WithCrisis } from '../components/crisis.tsx';
import { Unreachable } from './plain.tsx';

/** Stands in for a service that was never heard of. */
const UNKNOWN: Service = {
  name: '',
  bot: '',
  language: 'en',
  policy: '',
  policy_digest: '',
  policy_texts: [],
  switches: [],
  cannot_act: false,
  after_degree: false,
  intake: 'shut',
  retention_days: 0,
  claim_minutes: 0,
  staff_idle_minutes: 0,
  frame_origins: [],
  crisis: [],
  elsewhere: { name: '', page: '', countries: [] },
};

export interface NoServiceProps extends Omit<Surroundings, 'service'> {
  readonly service: Service | null;
  readonly onRetry: () => void;
}

export function NoService({ service, onRetry, ...around }: NoServiceProps) {
  return (
    <SurroundingsContext.Provider value={{ ...around, service: service ?? UNKNOWN }}>
      <WithCrisis>
        <Unreachable onRetry={onRetry} />
      </WithCrisis>
    </SurroundingsContext.Provider>
  );
}
