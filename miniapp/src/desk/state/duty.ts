// A worker's own strength. Lives here: how many at once, resting, having to stop, being back, and what is
// said to their students about it, sent by this device in each open room. Must not: why (nobody is told).
import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { WorkerDesk } from './worker.ts';
import type { WorkerCase } from './worker-case.ts';

export type DutyTrouble = 'offline' | 'failed';

/** What became of a message that went to several rooms. */
export interface Said {
  readonly sent: number;
  /** Names of the rooms in which it could not be kept. */
  readonly failed: readonly string[];
}

export class Duty {
  readonly trouble: Signal<DutyTrouble | null> = signal(null);
  readonly busy = signal(false);
  /** What became of the message when one had to stop; null before that. */
  readonly said: Signal<Said | null> = signal(null);
  readonly #worker: WorkerDesk;
  /** One may be asked for while another is: the last to end is the end. */
  #going = 0;

  constructor(worker: WorkerDesk) {
    this.#worker = worker;
  }

  /** The rooms in which something can be said now. */
  get rooms(): readonly WorkerCase[] {
    return this.#worker.open.filter((one) => {
      const room = one.room.value;
      return room !== null && !room.unchecked.value && !room.elsewhere.value;
    });
  }

  limit(limit: number): Promise<boolean> {
    return this.#ask('PUT', '/api/duty', { limit });
  }

  /** Nothing new until then, Unix seconds. */
  rest(until: number): Promise<boolean> {
    return this.#ask('POST', '/api/duty/rest', { until });
  }

  /**
   * Nothing new, and the students are told in their rooms. The rooms do not wait for the server, nor the
   * server for the rooms: whoever has to stop has stopped.
   */
  async stop(text: string): Promise<void> {
    const asked = this.#ask('POST', '/api/duty/stop');
    this.said.value = await this.say(this.rooms, text);
    await asked;
  }

  back(): Promise<boolean> {
    this.said.value = null;
    return this.#ask('POST', '/api/duty/back');
  }

  /** The same words in each room, as an ordinary message of one's own. */
  async say(rooms: readonly WorkerCase[], text: string): Promise<Said> {
    const kept = await Promise.all(
      rooms.map(async (one) => ((await one.room.peek()?.send(text)) === true ? null : one)),
    );
    const failed = kept.flatMap((one) => (one === null ? [] : [one.name.peek()]));
    return { sent: rooms.length - failed.length, failed };
  }

  async #ask(method: 'PUT' | 'POST', path: string, body?: unknown): Promise<boolean> {
    this.#going += 1;
    this.busy.value = true;
    try {
      await this.#worker.account.api.ask(method, path, body);
      this.trouble.value = null;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const away = error.failure === 'offline' || error.failure === 'unavailable';
      this.trouble.value = away ? 'offline' : 'failed';
      return false;
    } finally {
      await this.#worker.lookAtQueue();
      this.#going -= 1;
      this.busy.value = this.#going > 0;
    }
  }
}
