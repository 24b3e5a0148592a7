// The safeguarding inbox's server side for the desk's tests. Lives here: docs/api.md of flags, in memory,
// and a team with a flag raised. Must not: assertions; it keeps only what a server could keep.
import { failureOf } from '../../src/api/errors.ts';
import type { Call } from '../../src/api/http.ts';
import { equal, fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { openCertificate } from '../../src/crypto/certificates.ts';
import { type FlagWords, type RaisedFlag, raiseFlag } from '../../src/crypto/flag.ts';
import { flagHead } from '../../src/crypto/flag-events.ts';
import { systemRandom } from '../../src/crypto/random.ts';
import type { AcceptedRoster } from '../../src/crypto/roster.ts';
import { SigningKey } from '../../src/crypto/sign.ts';
import type { CaseId, RecordHash, Signed } from '../../src/crypto/types.ts';
import type { HolderDesk } from '../../src/desk/state/holder.ts';
import { Inbox } from '../../src/desk/state/inbox.ts';
import { newIdentity } from '../crypto/world.ts';
import { deskOf, join, type Staff } from './people.ts';
import { type Account, FakeStaffServer } from './server.ts';

interface Row {
  readonly number: number;
  event: string;
  mark: string;
}

/** A flag as the server has it, with what a test may change of it. */
export interface KeptFlag {
  readonly raised: RaisedFlag;
  readonly events: Row[];
  state: 'sent' | 'acknowledged' | 'closed';
  stage: 'fresh' | 'told_again' | 'overdue';
  due: number | null;
  released: boolean;
}

const PAGE = 2;
const MOVES: Readonly<Record<string, KeptFlag['state']>> = {
  'sent acknowledged': 'acknowledged',
  'acknowledged closed': 'closed',
  'closed opened': 'acknowledged',
};
const missing = () => failureOf(404, { error: 'not_found' });

export class FakeFlags {
  readonly kept: KeptFlag[] = [];
  /** How often the late part was handed out. */
  late = 0;
  /** The head that is said in answers instead of the true one. */
  lieAboutHead: number | null = null;

  clear(): void {
    this.kept.splice(0);
    this.late = 0;
    this.lieAboutHead = null;
  }

  keep(raised: RaisedFlag, change: Partial<KeptFlag> = {}): KeptFlag {
    const flag: KeptFlag = {
      raised,
      events: [],
      state: 'sent',
      stage: 'fresh',
      due: 1_800_000_600,
      released: false,
      ...change,
    };
    this.kept.unshift(flag);
    return flag;
  }

  readonly answer = (call: Call, { member: { role } }: Account): unknown => {
    const [path = '', query = ''] = call.path.split('?');
    const [, , kind, id, what] = path.split('/');
    if (kind !== 'flags') return undefined;
    const asked = new URLSearchParams(query);
    if (id === undefined) return this.#page(role, asked.get('before'));
    const flag = this.kept.find((one) => toBase64url(one.raised.id) === id);
    if (flag === undefined) throw missing();
    if (what === 'late') return this.#late(flag, role);
    if (!this.#readable(flag, role)) throw missing();
    if (call.method === 'POST') return this.#add(flag, call.body as Row & { previous: string });
    const after = Number(asked.get('after'));
    const events = flag.events.filter((one) => one.number > after).slice(0, PAGE);
    return { events, head: this.lieAboutHead ?? flag.events.length };
  };

  #readable(flag: KeptFlag, role: string): boolean {
    const holds = flag.raised.wraps.some((one) => one.role === role);
    return holds || (role === 'deputy' && flag.raised.late !== null && flag.released);
  }

  #lateOpen({ state, stage, released, raised }: KeptFlag): boolean {
    return raised.late !== null && (released || (state === 'sent' && stage === 'overdue'));
  }

  #page(role: string, before: string | null) {
    const all = this.kept.filter((one) => {
      return this.#readable(one, role) || (role === 'deputy' && this.#lateOpen(one));
    });
    const from = before === null ? 0 : this.#after(all, before);
    const flags = all.slice(from, from + PAGE).map((one) => this.#row(one, role));
    return { flags, more: all.length > from + PAGE };
  }

  #after(all: readonly KeptFlag[], before: string): number {
    return all.findIndex((one) => toBase64url(one.raised.id) === before) + 1;
  }

  #row(flag: KeptFlag, role: string) {
    const { raised, state, stage, due, released, events } = flag;
    const id = toBase64url(raised.id);
    if (!this.#readable(flag, role)) return { id, overdue: true };
    const wrap = raised.wraps.find((one) => one.role === role)?.wrap;
    const content =
      wrap === undefined ? {} : { sealed: toBase64url(raised.sealed), wrap: toBase64url(wrap) };
    return {
      id,
      ...content,
      received_hour: 1_800_000_000,
      due,
      stage,
      state,
      head: events.length,
      released_to_deputy: released,
      late_open: this.#lateOpen(flag),
    };
  }

  #late(flag: KeptFlag, role: string) {
    const { late, sealed } = flag.raised;
    if (role !== 'deputy' || late === null || !this.#lateOpen(flag)) throw missing();
    flag.released = true;
    this.late += 1;
    const [wrap, half] = [toBase64url(late.wrap), toBase64url(late.late)];
    return { wrap, late: half, sealed: toBase64url(sealed) };
  }

  #add(flag: KeptFlag, { number, event, mark, previous }: Row & { previous: string }) {
    const bytes = fromBase64url(event);
    const last = flag.events.at(-1);
    const head = flagHead(last === undefined ? flag.raised.sealed : fromBase64url(last.event));
    const follows = number === flag.events.length + 1 && equal(fromBase64url(previous), head);
    const stands = flag.events[number - 1];
    if (!follows && !(stands !== undefined && equal(fromBase64url(stands.event), bytes))) {
      throw failureOf(409, { error: 'changed' });
    }
    if (follows) {
      flag.events.push({ number, event, mark });
      flag.state = MOVES[`${flag.state} ${mark}`] ?? flag.state;
    }
    return { number };
  }
}

export interface Scene {
  readonly server: FakeStaffServer;
  readonly flags: FakeFlags;
  readonly roster: AcceptedRoster;
  readonly worker: Staff;
  readonly staff: Readonly<Record<'coordinator' | 'manager' | 'deputy', Staff>>;
  /** A holder's desk and inbox, as after unlocking on one more device. */
  readonly sit: (role: 'coordinator' | 'manager' | 'deputy') => Promise<Sitting>;
  readonly raise: (words?: Partial<FlagWords>, by?: 'worker' | 'student' | 'stranger') => KeptFlag;
}

export interface Sitting {
  readonly desk: HolderDesk;
  readonly inbox: Inbox;
}

const WORDS: FlagWords = {
  ground: 'safeguarding',
  urgent: 0,
  said: 'Said.',
  quotes: ['Quoted.'],
  wants: '',
  told: '',
  called: '',
  leftOut: '',
};

/** A whole team in force, with nobody's inbox open yet. */
export async function flagScene(): Promise<Scene> {
  const server = new FakeStaffServer();
  const flags = new FakeFlags();
  server.parts.push(flags.answer);
  const staff = {
    coordinator: join(server, 'coordinator', 'Coordinator'),
    manager: join(server, 'manager', 'Manager'),
    deputy: join(server, 'deputy', 'Deputy'),
  };
  const worker = join(server, 'worker', 'Worker 1');
  const first = deskOf(staff.coordinator.account);
  await first.load();
  for (const { kept } of [staff.manager, staff.deputy, worker]) {
    const found = first.team.value?.members.find((one) => one.account === kept.member.account);
    if (found !== undefined) await first.certify(found, { days: 180, under18: false });
  }
  const { roster } = first;
  if (roster === null) throw new Error('no roster');
  const sit: Scene['sit'] = async (role) => {
    const desk = deskOf(staff[role].again());
    await desk.load();
    const inbox = new Inbox(desk);
    await inbox.load();
    return { desk, inbox };
  };
  const raise: Scene['raise'] = (words = {}, by = 'worker') => {
    const student = newIdentity();
    const mine = worker.account.bundle.identity.sign;
    const certificate = openCertificate(fromBase64url(worker.kept.certificate ?? '') as Signed);
    const authors = { worker: mine, student: student.sign, stranger: SigningKey.generate() };
    return flags.keep(
      raiseFlag({
        author: authors[by],
        certificate: by === 'student' ? null : certificate.signed,
        about: {
          case: systemRandom(16) as CaseId,
          intake: systemRandom(32) as RecordHash,
          sign: student.sign.public,
          box: student.box.public,
        },
        words: { ...WORDS, ...(by === 'student' ? { ground: 'asked' } : {}), ...words },
        roster,
        now: 1_800_000_000,
      }),
    );
  };
  return { server, flags, roster, worker, staff, sit, raise };
}
