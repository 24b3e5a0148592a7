// One's own page of the team's file. Lives here: reading it, signing the agreement again when its text has
// changed. Must not: anybody else's page.

import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import { signConsent, wordingDigest } from '../../crypto/consent.ts';
import type { Seconds, SignPublic } from '../../crypto/types.ts';
import { Newest } from '../../state/newest.ts';
import { Fresh } from './fresh.ts';
import { everyHolder, openSheet, type Sheet, validUntil } from './sheet.ts';
import type { DeskSide } from './side.ts';
import { type Lack, ownFile } from './team-file-answers.ts';

/** From here on the end of a certificate is said (docs/protocol.md §18). */
const TOLD_BEFORE: Seconds = 21 * 86_400;
/** How often somebody who lacks something looks whether it came. */
const LOOK_AGAIN_MS = 20_000;

export class OwnFile {
  readonly sheet: Signal<Sheet | null> = signal(null);
  readonly lacking: Signal<Lack | null> = signal(null);
  readonly offline = signal(false);
  readonly busy = signal(false);
  readonly fresh: Fresh;
  readonly #side: DeskSide;
  readonly #asked = new Newest();

  constructor(side: DeskSide) {
    this.#side = side;
    this.fresh = new Fresh(side.heard, () => this.load());
  }

  /** Kept while it is on the screen, until told to stop. */
  follow(): () => void {
    const stop = this.fresh.keep();
    const again = setInterval(() => {
      if (this.lacking.peek() !== null) void this.load();
    }, LOOK_AGAIN_MS);
    return () => {
      clearInterval(again);
      stop();
    };
  }

  /** Until when one's certificate is valid, where that is near or past; else null. */
  get runsOut(): Seconds | null {
    const { value } = this.sheet;
    const until = value === null ? null : validUntil(value);
    return until !== null && until - TOLD_BEFORE <= this.#side.time() ? until : null;
  }

  async load(): Promise<void> {
    const counts = this.#asked.ask();
    await this.#try(async () => {
      const { api } = this.#side.account;
      const [answer, team] = await Promise.all([api.ask('GET', '/api/me/file'), api.roster()]);
      const { member, lacking } = ownFile(answer);
      if (!counts()) return;
      const root: SignPublic | null = this.#side.account.bundle.root?.key ?? null;
      const holders = everyHolder([...team.certificates, ...(team.earlier ?? [])], root);
      this.sheet.value = openSheet(member, { holders, now: this.#side.time() });
      this.lacking.value = lacking;
    }, counts);
  }

  /** Signs exactly the text that was shown. True when it is on record. */
  async sign(shown: string, language: string): Promise<boolean> {
    this.busy.value = true;
    const { account, time } = this.#side;
    const done = await this.#try(async () => {
      const consent = signConsent(account.bundle.identity.sign, {
        action: 'agree',
        scope: 'confidentiality',
        recipient: 'service',
        wording: wordingDigest(shown),
        language,
        given: time(),
      });
      await account.api.ask('POST', '/api/me/consents', { consent: toBase64url(consent) });
      await this.load();
    });
    this.busy.value = false;
    return done && this.lacking.value !== 'agreement';
  }

  /** `counts`: whether it matters any more that it failed. */
  async #try(work: () => Promise<void>, counts = (): boolean => true): Promise<boolean> {
    try {
      await work();
      this.offline.value = false;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (counts()) this.offline.value = true;
      return false;
    }
  }
}
