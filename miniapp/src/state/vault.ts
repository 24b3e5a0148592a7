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
    const there = kept.value === '' ? null : this.#local.under(KEY, kept.value);
    return { found: there === null ? null : read(there), sure: true };
  }

  /** The room's lock (protocol.md §26), or null. It lies where the keys lie, and is lost with them alone. */
  async lock(): Promise<string | null> {
    const here = this.#local.read('lock');
    if (here !== null || this.#secure === null || this.#local.read(KEY) !== null) return here;
    const kept = await this.#secure.read('lock');
    return kept.ok && kept.value !== '' ? kept.value : null;
  }

  /** False when nothing on this device would keep it. Null takes it away. */
  async keepLock(value: string | null): Promise<boolean> {
    if (value === null) {
      this.#local.remove('lock');
      await this.#secure?.remove('lock');
      return true;
    }
    if (!this.#local.write('lock', value)) return false;
    const there = this.#secure === null ? null : await this.#secure.write('lock', value);
    return there === null || there.ok || there.why === 'unsupported';
  }

  /** Keeps the keys anew, covered or not as things now are. False when that did not work. */
  async again(): Promise<boolean> {
    const { found } = await this.find((text) => text);
    return found === null || this.write(found);
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
    if (this.#local.shut) return false;
    const covered = this.#local.over(KEY, value);
    if (this.#secure !== null && covered.length <= LARGEST) {
      const kept = await this.#secure.write(KEY, covered);
      if (kept.ok) {
        this.#local.remove(KEY);
        return true;
      }
    }
    if (!this.#local.write(KEY, value)) return false;
    // An older copy there would be read where this one is lost, and lies open where this one is covered.
    if (this.#local.cover !== null) await this.#secure?.remove(KEY);
    return true;
  }

  async clear(): Promise<void> {
    this.#local.remove(KEY);
    await this.#secure?.remove(KEY);
    await this.keepLock(null);
  }
}
