// Where a student's keys stay between openings. Lives here: SecureStorage where the client has it,
// the browser's own storage elsewhere. Must not: open the keys, or keep staff's (a passphrase does).
import type { RemoteStorage } from '../telegram/storage.ts';
import type { LocalStore } from './local.ts';

const KEY = 'bundle';
/** SecureStorage takes at most 4096 characters a value (Bot API 9.0). */
const LARGEST = 4096;

export class Vault {
  readonly #local: LocalStore;
  readonly #secure: RemoteStorage | null;

  constructor({ local, secure }: { local: LocalStore; secure: RemoteStorage | null }) {
    this.#local = local;
    this.#secure = secure;
  }

  /**
   * The first kept text that `read` makes something of; a damaged one hides no other. `sure` is
   * false when the client did not say what it keeps: asked twice, for it may only be waking up.
   */
  async find<T>(read: (text: string) => T | null): Promise<{ found: T | null; sure: boolean }> {
    const local = this.#local.read(KEY);
    const here = local === null ? null : read(local);
    if (here !== null || this.#secure === null) return { found: here, sure: true };
    let kept = await this.#secure.read(KEY);
    if (!kept.ok && kept.why !== 'unsupported') kept = await this.#secure.read(KEY);
    if (!kept.ok) return { found: null, sure: kept.why === 'unsupported' };
    return { found: kept.value === '' ? null : read(kept.value), sure: true };
  }

  /** Keys that the server may have heard of: kept before they are sent. Null forgets them. */
  readPending(): string | null {
    return this.#local.read('pending');
  }

  writePending(value: string | null): void {
    if (value === null) this.#local.remove('pending');
    else this.#local.write('pending', value);
  }

  /** False when nothing on this device would keep it. */
  async write(value: string): Promise<boolean> {
    if (this.#secure !== null && value.length <= LARGEST) {
      const kept = await this.#secure.write(KEY, value);
      if (kept.ok) {
        this.#local.remove(KEY);
        return true;
      }
    }
    return this.#local.write(KEY, value);
  }

  async clear(): Promise<void> {
    this.#local.remove(KEY);
    await this.#secure?.remove(KEY);
  }
}
