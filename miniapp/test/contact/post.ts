// A server that keeps one case and whatever a holder writes to its student (docs/api.md). Lives here: what it
// answers to each of the two, and faults on demand. Must not: check what devices must check.
import { signal } from '@preact/signals';
import { ApiError } from '../../src/api/errors.ts';
import type { CaseAnswer, CaseRow, Head, MessageRow } from '../../src/api/types.ts';
import { encodeBundle } from '../../src/crypto/bundle.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/bytes.ts';
import { openContact } from '../../src/crypto/contact.ts';
import { openEpochRecord } from '../../src/crypto/epoch.ts';
import { genesis, parseEnvelope } from '../../src/crypto/message.ts';
import type { Identity } from '../../src/crypto/sign.ts';
import { openClose, openEpochAck } from '../../src/crypto/statements.ts';
import type { Direction, Side, Signed } from '../../src/crypto/types.ts';
import type { NewContact } from '../../src/desk/state/contacts-api.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import type { Account } from '../../src/state/account.ts';
import type { Asked } from '../crypto/world.ts';

interface Kept {
  readonly sent: NewContact;
  readonly id: string;
  messages: MessageRow[];
  acknowledged: boolean;
  close: string | null;
}

/** The caller's part in a contact. */
type Party = 'student' | 'holder';

const conflict = (code: string): ApiError => new ApiError({ failure: 'conflict', code });
const notFound = (): ApiError => new ApiError({ failure: 'not_found' });

export function bundleOf(who: Identity, side: Side): Bundle {
  const entries = [
    { name: 'sign', value: who.sign.reveal() },
    { name: 'box', value: who.box.reveal() },
  ];
  return Bundle.decode(encodeBundle({ side, entries }), side);
}

export class Post {
  readonly contacts: Kept[] = [];
  readonly requests: string[] = [];
  /** Thrown by the next `POST /api/contacts`, once each; `lost` answers nothing though it was kept. */
  readonly refusals: (string | 'lost' | 'offline')[] = [];
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  get newest(): Kept {
    const found = this.contacts.at(-1);
    if (found === undefined) throw new Error('nobody has written');
    return found;
  }

  /** A person's account on one device; `bundle` where they have others. */
  account(who: Identity, part: Party, bundle = bundleOf(who, 'student')): Account {
    const held = { bundle };
    const account = {
      me: signal({ account: 'someone', state: 'active' }),
      api: this.#api(part),
      get bundle() {
        return held.bundle;
      },
      change: async (update: (bundle: Bundle) => Bundle) => {
        held.bundle = update(held.bundle);
        return true;
      },
    };
    return account as unknown as Account;
  }

  /** The socket of one of the two. */
  line(): { ready: boolean; send: (id: string, message: string) => Promise<{ t: 'ack' }> } {
    return {
      ready: true,
      send: async (id, message) => {
        this.#take(this.#find(id), message);
        return { t: 'ack' };
      },
    };
  }

  #api(part: Party) {
    return {
      token: '',
      cases: async () => this.#rows(part),
      case: async (id: string) => this.#case(id, part),
      messages: async (id: string) => this.#page(this.#find(id)),
      close: async (id: string, close: string) => this.#close(this.#find(id), close),
      unsend: async () => undefined,
      ask: async (_: string, path: string, body: unknown) => this.#ask(path, body),
    };
  }

  async #ask(path: string, body: unknown): Promise<unknown> {
    if (path === '/api/contacts') return this.#write(body as NewContact);
    const [, id = ''] = /^\/api\/cases\/([^/]+)\/ack$/.exec(path) ?? [];
    const found = this.#find(id);
    const { student } = this.#asked;
    const { ack } = body as { ack: string };
    const { body: contact } = openContact(fromBase64url(found.sent.contact) as Signed);
    openEpochAck(fromBase64url(ack) as Signed, student.sign.public, contact.id);
    found.acknowledged = true;
    return undefined;
  }

  #write(sent: NewContact): { case: string } {
    this.requests.push(JSON.stringify(sent));
    const refusal = this.refusals.shift();
    if (refusal === 'offline') throw new ApiError({ failure: 'offline' });
    if (refusal !== undefined && refusal !== 'lost') throw conflict(refusal);
    const id = toBase64url(openContact(fromBase64url(sent.contact) as Signed).body.id);
    if (!this.contacts.some((one) => one.id === id)) this.plant(sent);
    if (refusal === 'lost') throw new ApiError({ failure: 'offline' });
    return { case: id };
  }

  /** Keeps a contact, whoever made it. */
  plant(sent: NewContact): Kept {
    const id = toBase64url(openContact(fromBase64url(sent.contact) as Signed).body.id);
    const made: Kept = { sent, id, messages: [], acknowledged: false, close: null };
    this.contacts.push(made);
    this.#take(made, sent.message);
    return made;
  }

  #find(id: string): Kept {
    const found = this.contacts.find((one) => one.id === id);
    if (found === undefined) throw notFound();
    return found;
  }

  #rows(part: Party): readonly CaseRow[] {
    return this.contacts
      .filter((one) => part === 'student' || one.close === null)
      .map(({ id, close, acknowledged }) => ({
        case: id,
        kind: 'contact',
        role: part,
        state: close === null ? 'open' : 'closed',
        changed: acknowledged ? 1 : 0,
      }));
  }

  #case(id: string, part: Party): CaseAnswer {
    const { case: own, intake } = this.#asked;
    if (id === toBase64url(own) && part === 'student') return this.#own(intake, id);
    const found = this.#find(id);
    if (part === 'holder' && found.close !== null) throw notFound();
    const { record, wraps, contact } = found.sent;
    return {
      case: id,
      kind: 'contact',
      state: found.close === null ? 'open' : 'closed',
      stuck: false,
      contact,
      wraps: {},
      epochs: [{ record, wrap: wraps[part === 'student' ? 0 : 1] }],
      acknowledged: found.acknowledged,
      heads: [],
      closed_by: found.close === null ? null : 'student',
      close: found.close,
      keep_until: found.close === null ? null : 1_900_000_000,
    };
  }

  /** The student's own case, as far as it is needed: their request. */
  #own(intake: Asked['intake'], id: string): CaseAnswer {
    const [wrap] = intake.wraps;
    return {
      case: id,
      kind: 'case',
      state: 'open',
      stuck: false,
      intake: toBase64url(intake.signed),
      card: toBase64url(intake.sealedCard),
      letter: toBase64url(intake.sealedLetter),
      wraps: {
        card: wrap === undefined ? null : toBase64url(wrap.cardWrap),
        letter: wrap === undefined ? null : toBase64url(wrap.letterWrap),
      },
      epochs: [],
      acknowledged: true,
      heads: [],
    };
  }

  #page(found: Kept) {
    const { recordHash } = openEpochRecord(fromBase64url(found.sent.record) as Signed);
    const head = (direction: Direction): Head => {
      const last = found.messages.filter((one) => one.direction === direction).at(-1);
      if (!last?.message) return { counter: 0, hash: toBase64url(genesis(recordHash, direction)) };
      const { hash } = parseEnvelope(fromBase64url(last.message));
      return { counter: last.counter, hash: toBase64url(hash) };
    };
    const heads = { epoch: 1, student: head(0), worker: head(1) };
    return { messages: found.messages, heads, more: false };
  }

  #take(found: Kept, message: string): void {
    const { header } = parseEnvelope(fromBase64url(message));
    const { epoch, direction, counter } = header;
    const known = found.messages.some((one) => one.message === message);
    if (!known) found.messages.push({ epoch, direction, counter, message });
  }

  #close(found: Kept, close: string): void {
    const { sign } = openEpochRecord(fromBase64url(found.sent.record) as Signed).student;
    const { body } = openContact(fromBase64url(found.sent.contact) as Signed);
    openClose(fromBase64url(close) as Signed, sign, body.id);
    found.close = close;
  }
}
