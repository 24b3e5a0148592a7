// Concerns that were sealed and not answered for. Lives here: keeping their bytes, so that what is sent
// again is the same. Must not: anything that this device could open.
import type { Signal } from '@preact/signals';
import type { B64 } from '../api/types.ts';
import type { Seconds } from '../crypto/types.ts';
import type { ConcernBody } from './api.ts';

export interface UnsentConcern {
  readonly case: B64;
  readonly at: Seconds;
  readonly body: ConcernBody;
}

/** Over a text that outlives the screen: a desk's drafts, or a phone's own storage. */
export class UnsentConcerns {
  readonly #kept: Signal<string>;

  constructor(kept: Signal<string>) {
    this.#kept = kept;
  }

  /** In the order in which they were made. */
  get all(): readonly UnsentConcern[] {
    return this.#kept.value === '' ? [] : readAll(this.#kept.value);
  }

  add(one: UnsentConcern): void {
    this.#keep([...this.all, one]);
  }

  remove(id: B64): void {
    this.#keep(this.all.filter((one) => one.body.id !== id));
  }

  #keep(all: readonly UnsentConcern[]): void {
    this.#kept.value = all.length === 0 ? '' : JSON.stringify(all);
  }
}

/** Our own writing; where a device garbled it, nothing is left of it that could be sent. */
function readAll(text: string): readonly UnsentConcern[] {
  try {
    const kept: unknown = JSON.parse(text);
    if (!Array.isArray(kept)) return [];
    return kept.filter((one: Partial<UnsentConcern> | null): one is UnsentConcern => {
      const named = typeof one?.case === 'string' && Number.isSafeInteger(one.at);
      return named && typeof one.body?.id === 'string' && typeof one.body.sealed === 'string';
    });
  } catch {
    return [];
  }
}
