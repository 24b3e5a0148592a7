// Conversations that the service does not list as one's own any more. Lives here: since when each is missed on this
// device. Must not: anything of what was said in them, or why: a staff device is not told (protocol.md §7, *Denied*).
import type { B64 } from '../../api/types.ts';
import type { Seconds } from '../../crypto/types.ts';
import type { LocalStore } from '../../state/local.ts';
import { RoomCache } from '../../state/room-cache.ts';

/** A true end looks no different: so long what is ciphertext here, and was not sent, waits for the list to be wrong. */
const KEPT: Seconds = 7 * 86_400;
/** How far a record went says nothing to anybody, and is what finds a server out that hides its end. */
const HEADS_KEPT: Seconds = 400 * 86_400;

type Since = Readonly<Record<B64, Seconds>>;

export class Missed {
  readonly #store: LocalStore;
  readonly #now: () => Seconds;

  constructor({ store, now }: { readonly store: LocalStore; readonly now: () => Seconds }) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * `known`: what this device may have something of; `live`: what the service gives out. Rooms missed for too long
   * are forgotten; the answer is whose record's head is not waited for any more either.
   */
  look(known: readonly B64[], live: readonly B64[]): readonly B64[] {
    const [before, now] = [this.#read(), this.#now()];
    const all = [...new Set([...known, ...Object.keys(before)])];
    const missed = all
      .filter((id) => !live.includes(id))
      .map((id) => [id, Math.min(before[id] ?? now, now)] as const)
      .filter(([id, since]) => known.includes(id) || now - since <= HEADS_KEPT);
    const after: Since = Object.fromEntries(missed);
    if (JSON.stringify(after) !== JSON.stringify(before)) this.#store.writeJson('missed', after);
    const over = (age: Seconds): readonly B64[] =>
      missed.flatMap(([id, since]) => (now - since > age ? [id] : []));
    for (const caseId of over(KEPT)) new RoomCache({ store: this.#store, caseId }).forget();
    return over(HEADS_KEPT);
  }

  #read(): Since {
    const kept = this.#store.readJson('missed');
    if (typeof kept !== 'object' || kept === null) return {};
    const rows = Object.entries(kept).filter(([, since]) => Number.isSafeInteger(since));
    return Object.fromEntries(rows);
  }
}
