// A worker's desk. Lives here: the queue as this device verified it, claims and conversations, what the
// socket says about them. Must not: one case's own rules (worker-case.ts), screens.

import { batch, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { Notice, Sent } from '../../api/socket.ts';
import type { CaseAnswer, RosterAnswer } from '../../api/types.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { requestName } from '../../crypto/fingerprint.ts';
import type { Card } from '../../crypto/intake.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { CaseId, CertificateId, Seconds } from '../../crypto/types.ts';
import { caseOrGone } from '../../state/case-answers.ts';
import type { LocalStore } from '../../state/local.ts';
import type { Lock } from '../../state/locks.ts';
import { Looks, Newest } from '../../state/newest.ts';
import { judgeTeam, type Trust, withTeam } from '../../state/trust.ts';
import type { Drafts } from './drafts.ts';
import { EndedConversations } from './ended.ts';
import { Fresh } from './fresh.ts';
import { Handing } from './handing.ts';
import { Missed } from './missed.ts';
import { casesWithHead } from './record-heads.ts';
import { isForMe, ownCertificates, tryRequest } from './request.ts';
import { Said } from './said.ts';
import type { DeskSide } from './side.ts';
import type { StaffAccount } from './staff-account.ts';
import type { Load, QueueRow } from './types.ts';
import { WorkerApi } from './worker-api.ts';
import { WorkerCase } from './worker-case.ts';
import { troubleOf, type WorkerTrouble } from './worker-trouble.ts';

export interface WorkerParts {
  readonly account: StaffAccount;
  readonly store: LocalStore;
  readonly lock: Lock;
  readonly line: { readonly ready: boolean; send(id: string, message: string): Promise<Sent> };
  readonly drafts: Drafts;
  readonly claimMinutes: number;
  readonly now: () => Seconds;
}

/** A request in the queue. `card` is null when it does not verify. */
export interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly minutes: number;
  readonly card: Card | null;
  /** Its student asks for this worker first, by their own signed word (§25). */
  readonly forMe: boolean;
}

/** How soon somebody who is not on the roster looks again. */
const LOOK_AGAIN_MS = 10_000;

export class WorkerDesk implements DeskSide {
  readonly account: StaffAccount;
  readonly heard = signal(0);
  readonly queue: Signal<readonly Waiting[] | null> = signal(null);
  readonly load: Signal<Load | null> = signal(null);
  readonly cases: Signal<readonly WorkerCase[]> = signal([]);
  /** Whether the server said which cases there are, so that one that is missing ended. */
  readonly looked = signal(false);
  readonly trust: Signal<Trust | null> = signal(null);
  /** Whether one's own certificate is on the roster that this device accepted. */
  readonly listed = signal(true);
  readonly trouble: Signal<WorkerTrouble | null> = signal(null);
  /** Conversations that are over, of which supervision may still be told. */
  readonly ended: EndedConversations;
  /** Conversations that look for somebody to go on. */
  readonly handing: Handing;
  /** The queue, and what looks for somebody to go on. */
  readonly fresh: Fresh;
  readonly #parts: WorkerParts;
  readonly #api: WorkerApi;
  readonly #missed: Missed;
  readonly #called = signal(0);
  readonly #teamAsked = new Newest();
  readonly #queueAsked = new Newest();
  readonly #casesAsked = new Looks();
  #team: RosterAnswer | null = null;
  #mine: readonly CertificateId[] = [];
  #again: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  readonly #said = new Said<WorkerTrouble>(this.trouble);
  readonly #lapses = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.account = parts.account;
    this.ended = new EndedConversations(parts.account);
    this.handing = new Handing(this);
    this.#api = new WorkerApi(parts.account.api);
    this.#missed = new Missed(parts);
    const look = () => Promise.all([this.lookAtQueue(), this.handing.refresh()]);
    this.fresh = new Fresh(this.#called, look);
  }

  get time(): () => Seconds {
    return this.#parts.now;
  }

  /** The newest roster that this device accepted, also when it ran out. */
  get roster(): AcceptedRoster | null {
    const trust = this.#judge('allowed');
    return trust?.ok ? trust.roster : null;
  }

  get claimed(): readonly WorkerCase[] {
    return this.cases.value.filter((one) => one.answer.value.state === 'claimed');
  }

  get open(): readonly WorkerCase[] {
    return this.cases.value.filter((one) => one.answer.value.state === 'open');
  }

  /** Everything anew, also what views show of the rest. */
  async lookAgain(): Promise<void> {
    await this.refresh();
    this.heard.value += 1;
  }

  /** Team, queue, cases. Again soon while one is not on the roster yet. */
  async refresh(): Promise<void> {
    clearTimeout(this.#again);
    await this.#try(async () => {
      await this.#lookAtTeam();
      await Promise.all([this.#lookAtQueue(), this.#lookAtCases()]);
    }, true);
    await this.handing.refresh();
    // Certified a moment ago: the roster that says so is signed right after.
    const unlisted = this.trust.value !== null && !this.listed.value;
    if (unlisted && !this.#stopped) {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => void this.refresh(), LOOK_AGAIN_MS);
    }
  }

  /** Why nothing new may be taken now; null when it may. */
  get noMore(): 'full' | 'resting' | null {
    const load = this.load.value;
    if (load === null) return null;
    const until = load.resting_until;
    if (load.stopped || (until !== null && this.#parts.now() < until)) return 'resting';
    return load.open >= load.limit ? 'full' : null;
  }

  /** The claimed case, or null: another was first, it is gone, or one takes nothing more. */
  async claim(id: string): Promise<WorkerCase | null> {
    this.trouble.value = this.noMore;
    if (this.trouble.value !== null) return null;
    let found: WorkerCase | null = null;
    await this.#try(async () => {
      try {
        const until = this.#parts.now() + this.#parts.claimMinutes * 60;
        const answer = await this.#api.claim(id);
        // What was asked for before does not know of it, and must not take it away again.
        this.#casesAsked.pass();
        found = this.#adopt(answer, until);
      } catch (error) {
        await this.#lookAtQueue();
        throw error;
      }
      await this.#lookAtQueue();
    });
    return found;
  }

  pass(id: string): Promise<void> {
    return this.#stepAside(() => this.#api.pass(id));
  }

  /** Cannot be undone: one's own keys to this request are deleted. */
  recuse(id: string): Promise<void> {
    return this.#stepAside(() => this.#api.recuse(id));
  }

  /** Before it is open: the holders decide, and it is not one's own any more. */
  conflict(id: string, found?: WorkerCase): Promise<void> {
    return this.#stepAside(() => this.#api.conflict(id), found);
  }

  release(found: WorkerCase): Promise<void> {
    return this.#stepAside(() => found.release(), found);
  }

  recuseFrom(found: WorkerCase): Promise<void> {
    return this.#stepAside(() => found.recuse(), found);
  }

  /** Its worker ended it, or stepped aside: nothing of it stays here. */
  drop(found: WorkerCase): void {
    this.#casesAsked.pass();
    this.#leave(found);
    found.forget();
  }

  #leave(found: WorkerCase): void {
    this.ended.remember(found);
    found.stop();
    clearTimeout(this.#lapses.get(found.id));
    this.cases.value = this.cases.value.filter((one) => one !== found);
  }

  async hear(notice: Notice): Promise<void> {
    if (notice.t === 'ready') await this.lookAgain();
    if (notice.t === 'ready') await Promise.all(this.open.map((one) => one.room.value?.sync()));
    if (notice.t === 'queue') {
      this.#called.value += 1;
      this.heard.value += 1;
    }
    if (!('case' in notice)) return;
    const found = this.cases.value.find((one) => one.id === notice.case);
    if (notice.t === 'message') await found?.room.value?.hear(notice);
    if (notice.t === 'case') await this.#try(() => this.#lookAtCases(notice.case), true);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#again);
    for (const timer of this.#lapses.values()) clearTimeout(timer);
    for (const one of this.cases.value) one.stop();
  }

  async #stepAside(work: () => Promise<void>, found?: WorkerCase): Promise<void> {
    await this.#try(async () => {
      await work();
      if (found !== undefined) this.drop(found);
      await this.#lookAtQueue();
    });
  }

  async #try(work: () => Promise<void>, quiet = false): Promise<void> {
    try {
      await work();
      this.#said.went(quiet);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#said.failed(troubleOf(error), quiet);
      // What is lacking stands on one's own page of the team's file: it is read again.
      if (this.trouble.value === 'lacking') this.heard.value += 1;
    }
  }

  async #lookAtTeam(): Promise<void> {
    const { account, now } = this.#parts;
    const counts = this.#teamAsked.ask();
    const team = await account.api.roster();
    // An older one, answered late, would look as if the service had gone back to it.
    if (!counts()) return;
    this.#team = team;
    const trust = this.#judge('refused');
    const me = account.bundle.identity;
    const { certificates, earlier = [] } = this.#team;
    this.#mine = ownCertificates([...certificates, ...earlier], me);
    batch(() => {
      this.trust.value = trust;
      this.listed.value =
        trust?.ok === true &&
        trust.roster.certificates.some(
          (one) => equal(one.sign, me.sign.public) && now() < one.notAfter,
        );
    });
    if (trust?.ok) await account.change((bundle) => withTeam(bundle, trust));
  }

  #judge(expired: 'refused' | 'allowed'): Trust | null {
    if (this.#team === null) return null;
    const { account, now } = this.#parts;
    const answer = this.#team;
    return judgeTeam({ answer, bundle: account.bundle, poster: null, now: now(), expired });
  }

  /** Asks for the queue and one's load anew. */
  lookAtQueue(): Promise<void> {
    return this.#try(() => this.#lookAtQueue(), true);
  }

  /** Asks for the team anew: who it is may have changed since. Throws ApiError. */
  lookAtTeam(): Promise<void> {
    return this.#lookAtTeam();
  }

  async #roster(fresh: boolean): Promise<AcceptedRoster | null> {
    if (fresh || this.#team === null) await this.#lookAtTeam();
    // Open conversations go on with a roster that ran out; accepting does not (§3.2).
    const trust = this.#judge(fresh ? 'refused' : 'allowed');
    return trust?.ok ? trust.roster : null;
  }

  /** The person compared the eight words with the poster. */
  async confirmRoot(): Promise<void> {
    const trust = this.trust.value;
    if (!trust?.ok) return;
    await this.account.change((one) => one.withRoot({ key: trust.root, checked: true }));
    const now = this.trust.peek();
    if (now?.ok && equal(now.root, trust.root)) this.trust.value = { ...now, checked: true };
  }

  async #lookAtQueue(): Promise<void> {
    const counts = this.#queueAsked.ask();
    const { requests, load } = await this.#api.queue();
    const queue = await Promise.all(requests.map((row) => this.#waiting(row)));
    if (!counts()) return;
    batch(() => {
      this.queue.value = queue;
      this.load.value = load;
    });
  }

  async #waiting(row: QueueRow): Promise<Waiting> {
    const { intake, card, wrap } = row;
    const me = this.account.bundle.identity;
    const found = tryRequest({ caseId: row.case, intake, card, wrap, me, mine: this.#mine });
    const name = await requestName(fromBase64url(row.case) as CaseId);
    const forMe = found !== null && isForMe(row.wish, found.intake, this.#mine);
    const { waiting_minutes: minutes } = row;
    return { id: row.case, name, minutes, card: found?.card ?? null, forMe };
  }

  /** Which there are, and each of them; or just one, and any that is new. */
  #lookAtCases(only?: string): Promise<void> {
    return this.#casesAsked.run((counts) => this.#lookAtAll(counts, only));
  }

  /** False: something was done here, or looked at, that this look does not know of. */
  async #lookAtAll(counts: () => boolean, only?: string): Promise<boolean> {
    if (this.#stopped) return true;
    const rows = (await this.account.api.cases()).filter((one) => one.role === 'worker');
    if (!counts()) return false;
    const live = rows.filter((one) => one.state === 'claimed' || one.state === 'open');
    for (const known of this.cases.value) {
      if (!live.some((row) => row.case === known.id)) this.#over(known);
    }
    const denied: string[] = [];
    for (const row of live) {
      const known = this.cases.value.find((one) => one.id === row.case);
      if (only !== undefined && only !== row.case && known !== undefined) continue;
      const answer = await caseOrGone(this.account.api, row.case);
      if (!counts() || this.#stopped) return false;
      const until = row.changed + this.#parts.claimMinutes * 60;
      if (answer !== null) this.#adopt(answer, row.state === 'claimed' ? until : null);
      else denied.push(row.case);
      if (answer === null && known !== undefined) this.#over(known);
    }
    await this.#saw(live.map((row) => row.case).filter((id) => !denied.includes(id)));
    this.looked.value = true;
    return true;
  }

  /**
   * The server does not give it out any more, by its bare word: what is kept here waits (protocol.md §7, *Denied*).
   * A claim that ran out keeps its screen and the draft until they leave it.
   */
  #over(known: WorkerCase): void {
    if (known.answer.value.state === 'claimed') known.until.value = 0;
    else this.#leave(known);
  }

  async #saw(live: readonly string[]): Promise<void> {
    const { bundle } = this.account;
    const known = [...bundle.supervised, ...casesWithHead(bundle)].map(toBase64url);
    await this.ended.saw(live, this.#missed.look(known, live));
  }

  #adopt(answer: CaseAnswer, until: Seconds | null): WorkerCase {
    const known = this.cases.value.find((one) => one.id === answer.case);
    const found = known ?? this.#newCase(answer);
    if (known === undefined) this.cases.value = [...this.cases.value, found];
    else known.take(answer);
    found.until.value = found.answer.value.state === 'claimed' ? until : null;
    this.#watchLapse(found);
    // The lists are judged by state, which just changed.
    this.cases.value = [...this.cases.value];
    return found;
  }

  #newCase(answer: CaseAnswer): WorkerCase {
    const { account, store, lock, line, drafts, now } = this.#parts;
    const parts = { account, store, lock, line, now, api: this.#api };
    return new WorkerCase(
      {
        ...parts,
        mine: () => this.#mine,
        roster: (fresh) => this.#roster(fresh),
        draft: drafts.of(answer.case),
      },
      answer,
    );
  }

  #watchLapse(found: WorkerCase): void {
    clearTimeout(this.#lapses.get(found.id));
    const until = found.until.value;
    if (until === null || this.#stopped) return;
    const wait = Math.max(0, (until - this.#parts.now()) * 1000) + 500;
    const look = () => void this.#try(() => this.#lookAtCases(found.id), true);
    this.#lapses.set(found.id, setTimeout(look, wait));
  }
}
