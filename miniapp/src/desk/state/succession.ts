// A holder's successor, protocol.md §21. Lives here: who follows whom, what of the role's secrets was given,
// giving, putting together, taking over. Must not: certify (holder.ts), or the calls (succession-api.ts).
import { type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { BackedUp } from '../../crypto/backup.ts';
import { BoxKey } from '../../crypto/box.ts';
import { equal, fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type Certificate, type HolderCertificate, isHolder } from '../../crypto/certificates.ts';
import { opened } from '../../crypto/errors.ts';
import {
  givePiece,
  isCertified,
  joinPieces,
  ownHalf,
  type Piece,
  pieceOf,
  type RolePass,
  takePieces,
} from '../../crypto/passing.ts';
import { SigningKey } from '../../crypto/sign.ts';
import type { HolderRole, RolePublic, Signed } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { Fresh } from './fresh.ts';
import type { HolderDesk } from './holder.ts';
import type { MemberView, TeamView } from './membership.ts';
import { type GivenPiece, type PassingAnswer, SuccessionApi } from './succession-api.ts';

/** One secret that goes with a role: a version of its key, or the root. */
export interface Wanted {
  readonly role: BackedUp;
  readonly version: number;
}

/** How one role stands: who holds it, who is to follow, and what that person still needs. */
export interface Change {
  readonly role: HolderRole;
  readonly holder: MemberView | null;
  readonly successor: MemberView | null;
  /** What the successor needs, each with whether it was given, all of it. */
  readonly secrets: readonly (Wanted & { readonly given: boolean })[];
}

export type SuccessionTrouble = 'offline' | 'failed' | 'unproven';

/** Which secrets go with a role: every key that the root certified for it before, and the root. */
function wantedFor(successor: HolderCertificate, ever: readonly Certificate[]): Wanted[] {
  const { role, roleKeyVersion: newest } = successor;
  const before = ever.flatMap((one) =>
    one.role === role && one.roleKeyVersion < newest ? [one.roleKeyVersion] : [],
  );
  const keys = [...new Set(before)].sort((a, b) => a - b).map((version) => ({ role, version }));
  return role === 'coordinator' ? [...keys, { role: 'root', version: 1 }] : keys;
}

/** Whether these pieces come to all of a secret, as far as their names say. */
function complete(given: readonly GivenPiece[], wanted: Wanted, to: Certificate): boolean {
  const id = toBase64url(to.id);
  const pieces = given
    .filter((one) => one.role === wanted.role && one.version === wanted.version && one.to === id)
    .map((one) => one.piece);
  return pieces.includes('whole') || (pieces.includes('first') && pieces.includes('second'));
}

/** Somebody of a holder's role who is not on the roster, while or after another one is. */
function successorIn(view: TeamView, role: HolderRole): MemberView | null {
  const newcomers = view.members.filter(
    ({ member, listed }) =>
      member.role === role && !listed && (member.state === 'waiting' || member.state === 'active'),
  );
  return newcomers.at(-1) ?? null;
}

/**
 * Whether this person follows somebody in a holder's role and has not taken over: the first of a role has the
 * first version of its key. The role may be vacant by now.
 */
export function succeeds({ certificate, listed }: MemberView): boolean {
  return certificate !== null && !listed && certificate.roleKeyVersion > 1;
}

/** Whether this bundle holds a secret already. */
export function holds(bundle: Bundle, wanted: Wanted): boolean {
  if (wanted.role === 'root') return bundle.rootKey !== null;
  return bundle.roleKeys.some((one) => one.role === wanted.role && one.version === wanted.version);
}

export class Succession {
  readonly standing: Signal<PassingAnswer | null> = signal(null);
  readonly trouble: Signal<SuccessionTrouble | null> = signal(null);
  readonly busy = signal(false);
  readonly fresh: Fresh;
  readonly desk: HolderDesk;
  readonly #api: SuccessionApi;
  /** One thing after another: an answer from before a gift must not be shown after it. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(desk: HolderDesk) {
    this.desk = desk;
    this.fresh = new Fresh(desk.heard, () => this.load());
    this.#api = new SuccessionApi(desk.account.api);
  }

  /** Whether this device is a successor's and lacks some of its secrets: it takes what is there whenever it comes. */
  get awaits(): boolean {
    const me = this.#me();
    const { bundle } = this.desk.account;
    return me !== null && wantedFor(me, this.desk.everHolders).some((one) => !holds(bundle, one));
  }

  change(role: HolderRole): Change {
    const view = this.desk.view.value;
    const found = view?.members.filter(({ member }) => member.role === role) ?? [];
    const holder = found.find((one) => one.listed && one.member.state === 'active') ?? null;
    const successor = view == null ? null : successorIn(view, role);
    const certificate = successor?.certificate ?? null;
    const given = this.standing.value?.given ?? [];
    const mine = successor?.isMe === true;
    const { bundle } = this.desk.account;
    const secrets =
      certificate === null || !isHolder(certificate)
        ? []
        : wantedFor(certificate, this.desk.everHolders).map((one) => ({
            ...one,
            given: (mine && holds(bundle, one)) || complete(given, one, certificate),
          }));
    return { role, holder, successor, secrets };
  }

  /** A link for whoever takes the role over; null when it did not work. */
  async invite(role: HolderRole, label: string): Promise<string | null> {
    let made: string | null = null;
    await this.#do(async () => {
      made = await this.#api.invite(role, label);
      await this.desk.load();
    });
    return made;
  }

  /** What this device could still give for a secret: all of it, one's own half, or nothing. */
  mayGive(wanted: Wanted): Piece | null {
    const { bundle } = this.desk.account;
    const { role } = this.desk;
    if (holds(bundle, wanted)) return 'whole';
    const owner = wanted.role === 'root' ? 'coordinator' : wanted.role;
    return owner === role ? null : pieceOf(wanted.role, role);
  }

  /** Boxes everything that this device has of these secrets to a certificate that it accepts. */
  give(to: HolderCertificate, secrets: readonly Wanted[]): Promise<void> {
    return this.#do(async () => {
      const by = this.desk.account.bundle.identity.sign;
      for (const { role, version } of secrets) {
        const piece = this.mayGive({ role, version });
        if (piece === null) continue;
        const wanted = { role, version };
        const secret = piece === 'whole' ? this.#own(wanted) : await this.#half(wanted);
        const box = toBase64url(givePiece({ ...wanted, piece, secret, to, by }));
        await this.#api.give({ ...wanted, piece, to: toBase64url(to.id), box });
      }
    });
  }

  /** Whether the other keeper's half of the root is here for this device. */
  get rootOffered(): boolean {
    return this.standing.value?.mine.some((one) => one.role === 'root') ?? false;
  }

  /** Puts the root together from the other's half and one's own: a coordinator is gone. */
  restoreRoot(): Promise<void> {
    return this.#do(async () => {
      const own = await this.#half({ role: 'root', version: 1 });
      const piece = pieceOf('root', this.desk.role);
      const to = this.#me()?.id;
      if (to === undefined) return;
      const mine = { role: 'root', version: 1, piece, to, secret: own } as const;
      await this.#take([mine]);
      await this.desk.load();
    });
  }

  /** The successor is on the roster from now on, and whoever held the role is out. */
  takeOver(change: Change): Promise<void> {
    return this.#do(async () => {
      const { successor, holder } = change;
      if (successor === null) return;
      await this.desk.succeed(successor, holder);
      // Restored for this only.
      const restored = this.desk.role !== 'coordinator' && change.role === 'coordinator';
      if (restored) await this.desk.account.change((bundle) => bundle.withoutRootKey());
    });
  }

  load(): Promise<void> {
    return this.#next(() => this.#look());
  }

  async #look(): Promise<void> {
    await this.#try(async () => {
      this.standing.value = await this.#api.standing();
      if (this.standing.value.mine.length > 0) await this.#take([]);
    });
  }

  #next(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #me(): HolderCertificate | null {
    const mine = this.desk.view.value?.members.find((one) => one.isMe)?.certificate ?? null;
    return mine !== null && isHolder(mine) ? mine : null;
  }

  /** Opens what was given, joins what is whole, saves it, and only then lets the server forget it. */
  async #take(more: readonly RolePass[]): Promise<void> {
    const me = this.#me();
    const standing = this.standing.value;
    if (me === null || standing === null) return;
    const { account, everHolders } = this.desk;
    const roleKey = account.bundle.roleKeys.find(({ key }) => equal(key.public, me.roleKey))?.key;
    if (roleKey === undefined) return;
    const boxes = standing.mine.map(({ box }) => fromBase64url(box));
    const pieces = takePieces(boxes, { certificate: me.id, roleKey }, everHolders);
    const all = [...pieces, ...more];
    const named = all.map(({ role, version }) => ({ role, version }));
    const due = named.filter((one) => !holds(account.bundle, one));
    const got = due.flatMap((one) => {
      const root = this.desk.view.value?.root ?? null;
      const secret = joinPieces(all, one, (found) =>
        isCertified(one, found, { root, everHolders }),
      );
      return secret === null ? [] : [{ ...one, secret }];
    });
    if (got.length > 0) {
      const saved = await account.change((bundle) => got.reduce(withSecret, bundle));
      if (!saved) return;
      await this.desk.load();
    }
    const whole = named.every((one) => holds(account.bundle, one));
    if (whole && standing.mine.length > 0) {
      await this.#api.taken();
      this.standing.value = await this.#api.standing();
    }
  }

  #own({ role, version }: Wanted): Uint8Array {
    const { bundle } = this.desk.account;
    const held = bundle.roleKeys.find((one) => one.role === role && one.version === version);
    const secret = role === 'root' ? bundle.rootKey?.reveal() : held?.key.reveal();
    if (secret === undefined) throw new Error('asked for what mayGive refused');
    return secret;
  }

  async #half({ role, version }: Wanted): Promise<Uint8Array> {
    const { desk } = this;
    const answer = await this.#api.half(role, version);
    const owner = role === 'root' ? 'coordinator' : role;
    const roleKeys = desk.account.bundle.roleKeys.map(({ key }) => key);
    const request = { keeper: desk.role, roleKeys, boxed: fromBase64url(answer.half) };
    const record = fromBase64url(answer.record) as Signed;
    for (const one of desk.everHolders.filter((other) => other.role === owner)) {
      const found = opened(() => ownHalf({ ...request, record, owner: one.sign }));
      if (found?.role === role && found.version === version) return found.secret;
    }
    throw new Unproven();
  }

  #do(work: () => Promise<void>): Promise<void> {
    this.busy.value = true;
    return this.#next(async () => {
      if (await this.#try(work)) await this.#look();
      this.busy.value = false;
    });
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.trouble.value = null;
      return true;
    } catch (error) {
      if (error instanceof Unproven) this.trouble.value = 'unproven';
      else if (error instanceof ApiError) {
        this.trouble.value = error.failure === 'offline' ? 'offline' : 'failed';
      } else throw error;
      return false;
    }
  }
}

/** A backup that no certified holder of the role made for this one. */
class Unproven extends Error {}

function withSecret(bundle: Bundle, one: Wanted & { readonly secret: Uint8Array }): Bundle {
  if (one.role === 'root') return bundle.withRootKey(new SigningKey(one.secret));
  return bundle.withRoleKey(one.role, one.version, new BoxKey<RolePublic>(one.secret));
}
