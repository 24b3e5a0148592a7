// Disclosures as this device reads them, protocol.md §13. Lives here: the list, every part judged, whose
// turn it is. Must not: sign or decide anything (disclosure-desk.ts); an auditor reads by this, too.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api/errors.ts';
import type { B64 } from '../../api/types.ts';
import type { BoxKey } from '../../crypto/box.ts';
import { fromBase64url, toBase64url } from '../../crypto/bytes.ts';
import { type ReadDisclosure, readDisclosure } from '../../crypto/disclosing.ts';
import { CryptoError } from '../../crypto/errors.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { BoxPublic, DisclosureId, HolderRole, RolePublic } from '../../crypto/types.ts';
import type { DisclosureAnswer } from './disclosures-answers.ts';
import { DisclosuresApi } from './disclosures-api.ts';
import { Fresh } from './fresh.ts';
import type { DeskSide } from './side.ts';

export type DisclosureReader = HolderRole | 'auditor';
export type PartName = 'record' | 'decision' | 'completion';

/** One disclosure, as far as this device could read it. */
export interface SeenDisclosure {
  readonly row: DisclosureAnswer;
  /** Null where not even the record opens, or it is not the one that the server lists. */
  readonly read: ReadDisclosure | null;
  /** The first part that does not fit, or is not there though the state says so. */
  readonly broken: PartName | null;
  /** The server leaves it out, or parts of it, though this device has read them: what was read is shown. */
  readonly withheld: boolean;
}

/** What this person is to do next. */
export type Turn = 'decide' | 'open' | 'complete' | null;

type Key = BoxKey<RolePublic> | BoxKey<BoxPublic>;

const PARTS: readonly PartName[] = ['record', 'decision', 'completion'];

/** Whose step is next, by the table of §13. */
export function turnOf({ row, broken, withheld }: SeenDisclosure, role: DisclosureReader): Turn {
  if (broken !== null || withheld) return null;
  if (row.state === 'requested') return row.approver === role ? 'decide' : null;
  if (row.requester !== role) return null;
  if (row.state === 'approved') return 'open';
  return row.state === 'opened' ? 'complete' : null;
}

/** Not refused, withdrawn or completed. */
export function isOpen({ row }: SeenDisclosure): boolean {
  return row.state === 'requested' || row.state === 'approved' || row.state === 'opened';
}

/** What is there must be what the server lists, and have the parts that its state says. */
function brokenAt({ row, read }: { row: DisclosureAnswer; read: ReadDisclosure }): PartName | null {
  const { body } = read.record;
  const listed =
    body.requester === row.requester &&
    body.approver === row.approver &&
    body.capsuleVersion === row.capsule_version &&
    (row.case === null || row.case === toBase64url(body.case));
  if (!listed) return 'record';
  const said = read.decision?.body.decision ?? null;
  const approved = row.state === 'approved' || row.state === 'opened' || row.state === 'completed';
  const due = approved ? 'approve' : row.state === 'refused' ? 'refuse' : said;
  // Withdrawn, one may have been approved before.
  if (said !== due || (row.state === 'requested' && said !== null)) return 'decision';
  return (row.state === 'completed') === (read.completion !== null) ? null : 'completion';
}

/** Reads every part that fits; what comes before a part that does not is still shown. */
function readAsFar(request: {
  readonly row: DisclosureAnswer;
  readonly role: DisclosureReader;
  readonly keys: readonly Key[];
  readonly roster: AcceptedRoster;
}): SeenDisclosure {
  const { row, role, keys, roster } = request;
  const id = fromBase64url(row.id) as DisclosureId;
  const parts = PARTS.map((_, at) => row.parts.find((one) => one.n === at + 1)?.sealed ?? null);
  const gap = parts.indexOf(null);
  const there = (gap < 0 ? parts : parts.slice(0, gap)).map((one) => fromBase64url(one ?? ''));
  for (let count = there.length; count > 0; count -= 1) {
    for (const key of keys) {
      try {
        const wrap = fromBase64url(row.wrap);
        const read = readDisclosure({ id, role, key, wrap, parts: there.slice(0, count), roster });
        const missing = count < there.length ? (PARTS[count] ?? null) : null;
        const broken = missing ?? brokenAt({ row, read });
        return { row, read: broken === 'record' ? null : read, broken, withheld: false };
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
      }
    }
  }
  return { row, read: null, broken: 'record', withheld: false };
}

const partsOf = ({ row }: SeenDisclosure): number => row.parts.length;

function rank(seen: SeenDisclosure, role: DisclosureReader): number {
  if (turnOf(seen, role) !== null) return seen.row.overdue ? 0 : 1;
  return isOpen(seen) ? 2 : 3;
}

export class Disclosures {
  /** Null until they were read; what waits for this person first, then the newest. */
  readonly rows: Signal<readonly SeenDisclosure[] | null> = signal(null);
  readonly offline = signal(false);
  /** Which one is up. */
  readonly current: Signal<B64 | null> = signal(null);
  /** How many wait for this person. */
  readonly waiting: ReadonlySignal<number>;
  readonly overdue: ReadonlySignal<number>;
  readonly fresh: Fresh;
  readonly side: DeskSide;
  readonly role: DisclosureReader;
  readonly #api: DisclosuresApi;
  readonly #known = new Map<B64, { readonly by: string; readonly seen: SeenDisclosure }>();
  #turn: Promise<unknown> = Promise.resolve();
  #again: Promise<void> | null = null;

  constructor(parts: { readonly side: DeskSide; readonly role: DisclosureReader }) {
    this.side = parts.side;
    this.role = parts.role;
    this.#api = new DisclosuresApi(parts.side.account.api);
    this.fresh = new Fresh(parts.side.heard, () => this.load());
    const count = (holds: (one: SeenDisclosure) => boolean) =>
      computed(() => this.rows.value?.filter(holds).length ?? 0);
    this.waiting = count((one) => turnOf(one, this.role) !== null);
    this.overdue = count((one) => one.row.overdue && one.row.requester === this.role);
  }

  find(id: B64 | null): SeenDisclosure | null {
    return this.rows.value?.find((one) => one.row.id === id) ?? null;
  }

  /** Whether one is there, whatever was answered when it was sent: it is not made anew then. */
  async arrived(id: B64): Promise<boolean> {
    await this.load();
    return this.find(id) !== null;
  }

  /** Once more, after what is being read now; several at once are one. */
  load(): Promise<void> {
    if (this.#again !== null) return this.#again;
    const turn = this.#turn.then(async () => {
      this.#again = null;
      const { roster } = this.side;
      if (roster === null) return;
      try {
        const answers = await this.#api.all();
        const seen = this.#withheld(answers.map((row) => this.#read(row, roster)));
        this.rows.value = seen.sort((one, other) => rank(one, this.role) - rank(other, this.role));
        this.offline.value = false;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        this.offline.value = true;
      }
    });
    this.#turn = turn.catch(() => undefined);
    this.#again = turn;
    return turn;
  }

  /** Parts are only ever added, and what has not ended is never destroyed (§8): what lacks either stays as it was read. */
  #withheld(now: readonly SeenDisclosure[]): SeenDisclosure[] {
    // An auditor's time ends, and with it what they are shown.
    const all = this.role === 'auditor' ? [] : (this.rows.peek() ?? []);
    const before = all.filter(({ read }) => read !== null);
    const lost = before.filter((known) => {
      const shown = now.find(({ row }) => row.id === known.row.id);
      return shown === undefined ? isOpen(known) : partsOf(shown) < partsOf(known);
    });
    const kept = now.filter(({ row }) => !lost.some((known) => known.row.id === row.id));
    return [...kept, ...lost.map((known) => ({ ...known, withheld: true }))];
  }

  /** One that did not change is not opened again. */
  #read(row: DisclosureAnswer, roster: AcceptedRoster): SeenDisclosure {
    const { tell, due, overdue, ...judged } = row;
    const by = `${roster.version} ${JSON.stringify(judged)}`;
    const known = this.#known.get(row.id);
    const seen =
      known?.by === by
        ? { ...known.seen, row }
        : readAsFar({ row, role: this.role, keys: this.#keys, roster });
    this.#known.set(row.id, { by, seen });
    return seen;
  }

  get #keys(): readonly Key[] {
    const { bundle } = this.side.account;
    if (this.role === 'auditor') return [bundle.identity.box];
    const held = bundle.roleKeys.filter((one) => one.role === this.role);
    return held.sort((one, other) => other.version - one.version).map((one) => one.key);
  }
}
