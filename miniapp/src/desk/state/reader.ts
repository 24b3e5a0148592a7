// A consultant's or an auditor's desk. Lives here: whom it trusts, and asking from time to time. Must not:
// what there is to read; nothing is decided or signed here.

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import { equal } from '../../crypto/bytes.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { Seconds } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { judgeTeam, type Trust, withTeam } from '../../state/trust.ts';
import type { DeskSide } from './side.ts';
import type { StaffAccount } from './staff-account.ts';

export type ReadingRole = 'consultant' | 'auditor';

/** How often it asks whether there is anything new: it has no socket. */
const ASK_MS = 30_000;

export class ReaderDesk implements DeskSide {
  readonly account: StaffAccount;
  readonly role: ReadingRole;
  readonly time: () => Seconds;
  readonly heard = signal(0);
  readonly trust: Signal<Trust | null> = signal(null);
  /** The server could not be reached, the last time. */
  readonly offline = signal(false);
  readonly #asked = new Newest();
  #asking: ReturnType<typeof setInterval> | undefined;

  constructor(parts: { account: StaffAccount; role: ReadingRole; now: () => Seconds }) {
    this.account = parts.account;
    this.role = parts.role;
    this.time = parts.now;
  }

  get roster(): AcceptedRoster | null {
    const trust = this.trust.value;
    return trust?.ok ? trust.roster : null;
  }

  start(): void {
    this.#asking = setInterval(() => void this.look(), ASK_MS);
    void this.look();
  }

  stop(): void {
    clearInterval(this.#asking);
  }

  /** The team anew; then whatever is shown is asked for again. */
  async look(): Promise<void> {
    const { account } = this;
    const counts = this.#asked.ask();
    try {
      const answer = await account.api.roster();
      if (!counts()) return;
      const { bundle } = account;
      const expired = 'allowed';
      const trust = judgeTeam({ answer, bundle, poster: null, now: this.time(), expired });
      this.trust.value = trust;
      this.offline.value = false;
      if (trust.ok) await account.change((one) => withTeam(one, trust));
      this.heard.value += 1;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!counts()) return;
      this.offline.value = error.failure === 'offline' || error.failure === 'unavailable';
    }
  }

  /** The person compared the eight words with the poster. */
  async confirmRoot(): Promise<void> {
    const trust = this.trust.value;
    if (!trust?.ok) return;
    await this.account.change((one) => one.withRoot({ key: trust.root, checked: true }));
    const now = this.trust.peek();
    if (now?.ok && equal(now.root, trust.root)) this.trust.value = { ...now, checked: true };
  }
}
