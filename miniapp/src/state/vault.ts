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

  async read(): Promise<string | null> {
    const local = this.#local.read(KEY);
    if (local !== null || this.#secure === null) return local;
    const kept = await this.#secure.read(KEY);
    return kept.ok && kept.value !== '' ? kept.value : null;
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
