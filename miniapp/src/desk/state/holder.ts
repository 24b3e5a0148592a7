// A holder's desk. Lives here: looking at the team and at the service, and what a holder decides, each
// followed by the roster that says so. Must not: the rules (membership.ts) or the formats (signing.ts).
import { batch, type Signal, signal } from '@preact/signals';
import { ApiError, isConflict } from '../../api/errors.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type Certificate, isHolder, isHolderRole } from '../../crypto/certificates.ts';
import { CryptoError, Refused } from '../../crypto/errors.ts';
import { posterParameter, rootWords } from '../../crypto/fingerprint.ts';
import { type AcceptedRoster, isComplete, rosterHash } from '../../crypto/roster.ts';
import { SigningKey } from '../../crypto/sign.ts';
import type { HolderRole, Seconds } from '../../crypto/types.ts';
import { withTeam } from '../../state/trust.ts';
import { HolderApi, type NewInvite } from './holder-api.ts';
import { type MemberView, nextListing, rosterDue, type TeamView, viewTeam } from './membership.ts';
import { backedUpFor, fileRoleKey, withBackupFor } from './notes.ts';
import { everyHolder } from './sheet.ts';
import type { DeskSide } from './side.ts';
import {
  backupsOf,
  certificateFor,
  HOLDER_DAYS,
  keepersOfBackups,
  roleKeyVersionOf,
  rosterAfter,
  termsOf,
} from './signing.ts';
import type { StaffAccount } from './staff-account.ts';
import { succeeds } from './succession.ts';
import type { Member, NowAnswer, TeamAnswer } from './types.ts';

/** Why the last thing done did not go through. */
export type HolderTrouble = 'offline' | 'failed' | 'roster' | 'mismatch';

export class HolderDesk implements DeskSide {
  readonly team: Signal<TeamAnswer | null> = signal(null);
  readonly view: Signal<TeamView | null> = signal(null);
  readonly now: Signal<NowAnswer | null> = signal(null);
  readonly trouble: Signal<HolderTrouble | null> = signal(null);
  /** The root's eight words; empty before there is one. */
  readonly words: Signal<readonly string[]> = signal([]);
  readonly account: StaffAccount;
  readonly heard = signal(0);
  readonly time: () => Seconds;
  readonly #api: HolderApi;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: { account: StaffAccount; now: () => Seconds }) {
    this.account = parts.account;
    this.#api = new HolderApi(parts.account.api);
    this.time = parts.now;
  }

  get role(): HolderRole {
    return this.account.me.value.role as HolderRole;
  }

  /** The newest roster that this device accepted, also when it ran out. */
  get roster(): AcceptedRoster | null {
    return this.view.value?.roster ?? null;
  }

  /** Only the coordinator's device has the root, which certifies manager and deputy. */
  get hasRoot(): boolean {
    return this.account.bundle.rootKey !== null;
  }

  /** The start parameter of the poster's link; empty before there is a root. */
  get poster(): string {
    const root = this.view.value?.root ?? null;
    return root === null ? '' : posterParameter(root);
  }

  /** The server said that something changed: the team anew, then whatever else is shown. */
  async lookAgain(): Promise<boolean> {
    const told = this.heard.peek();
    await this.load();
    // Another roster told everybody already.
    if (this.heard.peek() === told) this.heard.value += 1;
    return this.trouble.value === null || this.trouble.value === 'mismatch';
  }

  /** Looks again, and does what is due by itself: the root, a new roster, backups. */
  load(): Promise<void> {
    return this.#do(async () => {
      await this.#look();
      await this.#tend();
    });
  }

  /** The link's token, shown this once. Null when it did not work. */
  async invite(invited: NewInvite): Promise<string | null> {
    let token: string | null = null;
    await this.#do(async () => {
      token = await this.#api.invite(invited);
      await this.#look();
    });
    return token;
  }

  withdraw(invite: string): Promise<void> {
    return this.#do(async () => {
      await this.#api.withdraw(invite);
      await this.#look();
    });
  }

  /** The words were compared: certifies exactly the keys they stand for, then lists them. */
  certify(member: Member, terms: { days: number; under18: boolean }): Promise<void> {
    return this.#do(async () => {
      this.#requireTrust();
      const { bundle } = this.account;
      const issuer = isHolderRole(member.role) ? bundle.rootKey : bundle.identity.sign;
      if (issuer === null) throw new Refused('certificate-issuer');
      const { days, under18 } = terms;
      const version = roleKeyVersionOf(member, this.everHolders);
      const signed = certificateFor({ issuer, member, days, under18, version, now: this.time() });
      await this.#api.certify(toBase64url(signed));
      await this.#look();
      // A successor takes over later, when the keys are passed on (succession.ts).
      const found = this.view.value?.members.find((one) => one.member.account === member.account);
      const later = found !== undefined && succeeds(found);
      await this.#signRoster(later ? [] : [member.account]);
      await this.#tend();
    });
  }

  /**
   * The same keys, name and age for another term, and one roster for all of them: whoever is certified was
   * compared when they came. How many were renewed.
   */
  async renew(members: readonly MemberView[], days: number): Promise<number> {
    const done: string[] = [];
    await this.#do(async () => {
      this.#requireTrust();
      const { bundle } = this.account;
      for (const { member, certificate } of members) {
        const holder = isHolderRole(member.role);
        const issuer = holder ? bundle.rootKey : bundle.identity.sign;
        if (issuer === null || certificate === null) throw new Refused('certificate-issuer');
        const terms = termsOf(member.role);
        const signed = certificateFor({
          issuer,
          member,
          days: terms.includes(days) ? days : Math.max(...terms),
          under18: certificate.under18 === 1,
          version: certificate.roleKeyVersion,
          now: this.time(),
        });
        await this.#api.certify(toBase64url(signed));
        done.push(member.account);
      }
      await this.#look();
      await this.#signRoster(done);
      await this.#tend();
    });
    return done.length;
  }

  /**
   * A successor takes a role over: whoever the one before certified is certified anew until the same day,
   * since devices take nobody's word who is not on the roster; then the roster, then the other's end.
   */
  async succeed(successor: MemberView, before: MemberView | null): Promise<void> {
    await this.#do(async () => {
      const view = this.#requireTrust();
      const issuer = this.account.bundle.identity.sign;
      const now = this.time();
      const theirs = view.members.filter(({ member, certificate, listed }) => {
        const by = certificate !== null && before?.certificate?.sign;
        return listed && member.state === 'active' && by && equal(by, certificate.issuer);
      });
      const renewed = [];
      for (const { member, certificate } of theirs) {
        if (certificate === null || isHolder(certificate) || certificate.notAfter <= now) continue;
        const days = (certificate.notAfter - now) / 86_400;
        const under18 = certificate.under18 === 1;
        const signed = certificateFor({ issuer, member, days, under18, version: 0, now });
        await this.#api.certify(toBase64url(signed));
        renewed.push(member.account);
      }
      await this.#look();
      await this.#signRoster([successor.member.account, ...renewed]);
      if (before !== null) await this.#api.leave(before.member.account);
      await this.#look();
      await this.#tend();
    });
    if (this.trouble.value !== null) throw new ApiError({ failure: 'unavailable' });
  }

  /** Everybody whom the root ever certified as a holder. */
  get everHolders(): readonly Certificate[] {
    return everyHolder(this.team.value?.certificates ?? [], this.view.value?.root ?? null);
  }

  /** Ends their access, then signs a roster without them: students' devices go by that. */
  suspend(member: Member): Promise<void> {
    return this.#do(async () => {
      this.#requireTrust();
      await this.#api.suspend(member.account);
      await this.#look();
      await this.#tend();
    });
  }

  restore(member: Member): Promise<void> {
    return this.#do(async () => {
      this.#requireTrust();
      await this.#api.restore(member.account);
      await this.#look();
      await this.list(member);
    });
  }

  /** Puts somebody on the roster whose certificate is good: a holder's decision each time. */
  async list(member: Member): Promise<void> {
    const found = this.view.value?.members.find((one) => one.member.account === member.account);
    const may = found?.certificate != null && found.member.state === 'active';
    if (may) await this.#signRoster([member.account]);
  }

  /** The same, from a button. */
  listNow(member: Member): Promise<void> {
    return this.#do(() => this.list(member));
  }

  /** `until`, Unix seconds: the pause ends by itself. */
  pause(paused: boolean, until: number | null = null): Promise<void> {
    return this.#do(async () => {
      await this.#api.pause(paused, until);
      await this.#look();
    });
  }

  /** The holder compared the words with the coordinator's poster. */
  async confirmRoot(): Promise<void> {
    const root = this.view.value?.root ?? null;
    if (root === null) return;
    await this.account.change((one) => one.withRoot({ key: root, checked: true }));
    await this.load();
  }

  /** One thing after another; what fails is said, and the screen shows what is true now. */
  #do(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      try {
        await work();
        if (this.trouble.value !== 'mismatch') this.trouble.value = null;
      } catch (error) {
        this.trouble.value = troubleOf(error);
        if (error instanceof ApiError && error.failure !== 'offline') await this.#lookQuietly();
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #lookQuietly(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #look(): Promise<void> {
    const [answer, now] = await Promise.all([this.#api.team(), this.#api.now()]);
    const { bundle, me } = this.account;
    const view = viewTeam({ answer, bundle, me: me.value.account, now: this.time() });
    // A role key that is not filed yet: its certificate says which version it is.
    const mine = view.members.find((one) => one.isMe)?.certificate ?? null;
    if (mine !== null && isHolder(mine)) await this.account.change((one) => fileRoleKey(one, mine));
    const words = view.root === null ? [] : await rootWords(view.root);
    const another = view.roster?.version !== this.roster?.version;
    batch(() => {
      // What was read by the roster before is read by this one.
      if (another) this.heard.value += 1;
      this.team.value = answer;
      this.now.value = now;
      this.view.value = view;
      this.words.value = words;
      if (view.trust === 'mismatch') this.trouble.value = 'mismatch';
      else if (this.trouble.value === 'mismatch') this.trouble.value = null;
    });
    await this.#note(view);
  }

  /** Remembers the newest root and roster seen: below them the server has rolled back. */
  async #note({ root, roster, checked, trust }: TeamView): Promise<void> {
    if (trust !== 'ok' || root === null) return;
    await this.account.change((bundle) => withTeam(bundle, { root, roster, checked }));
  }

  async #tend(): Promise<void> {
    if (this.view.value?.trust === 'none' && this.role === 'coordinator') await this.#makeRoot();
    const view = this.view.value;
    if (view !== null && rosterDue(view, this.time()) !== 'no') await this.#signRoster([]);
    await this.#backUp();
  }

  /** The root is saved before the server hears of it: a root that nobody has would end the service. */
  async #makeRoot(): Promise<void> {
    const { account } = this;
    const saved = await account.change((bundle) =>
      bundle.rootKey === null ? bundle.withRootKey(SigningKey.generate()) : bundle,
    );
    const root = account.bundle.rootKey;
    const me = this.team.value?.members.find((one) => one.account === account.me.value.account);
    if (!saved || root === null || me === undefined) return;
    const own = account.bundle.identity;
    const mine =
      equal(own.sign.public, fromBase64url(me.sign_key)) &&
      equal(own.box.public, fromBase64url(me.box_key));
    if (!mine) throw new Refused('certificate-shape');
    const now = this.time();
    const signed = certificateFor({
      issuer: root,
      member: me,
      days: HOLDER_DAYS,
      under18: false,
      version: 1,
      now,
    });
    await this.#api.makeRoot(toBase64url(root.public), toBase64url(signed));
    await account.refresh();
    await this.#look();
  }

  async #signRoster(add: readonly string[]): Promise<void> {
    try {
      await this.#postRoster(add);
    } catch (error) {
      if (!isConflict(error, 'stale')) throw error;
      // Another holder signed one in between: look again, and sign after it.
      await this.#look();
      await this.#postRoster(add);
    }
  }

  async #postRoster(add: readonly string[]): Promise<void> {
    const view = this.#requireTrust();
    const { root, roster: before } = view;
    const audit = this.team.value?.audit;
    if (root === null || audit === undefined) return;
    const now = this.time();
    const listing = nextListing(view, { add, now });
    const holder = this.account.bundle.identity.sign;
    const signed = rosterAfter({ holder, root, before, listing, audit, now });
    await this.#api.signRoster(toBase64url(signed));
    const mark = { version: (before?.version ?? 0) + 1, hash: rosterHash(signed) };
    await this.account.change((bundle) => bundle.withRoster(mark));
    await this.#look();
  }

  /** Once all three holders are certified, and again when one of their role keys changed. */
  async #backUp(): Promise<void> {
    const view = this.view.value;
    if (view?.trust !== 'ok' || view.roster === null || !isComplete(view.roster)) return;
    const keepers = keepersOfBackups(view.roster);
    const kept = this.team.value?.backups ?? [];
    const due = backupsOf(this.account.bundle, this.role, view.roster).filter(
      (one) =>
        !backedUpFor(this.account.bundle, keepers) ||
        !kept.some((other) => other.role === one.role && other.version === one.version),
    );
    for (const one of due) await this.#api.keepBackup(one);
    if (due.length > 0) await this.account.change((bundle) => withBackupFor(bundle, keepers));
  }

  #requireTrust(): TeamView {
    const view = this.view.value;
    if (view?.trust !== 'ok') throw new Refused('roster-root');
    return view;
  }
}

function troubleOf(error: unknown): HolderTrouble {
  if (error instanceof CryptoError) return 'mismatch';
  if (!(error instanceof ApiError)) throw error;
  if (error.failure === 'offline') return 'offline';
  return error.failure === 'malformed' ? 'roster' : 'failed';
}
