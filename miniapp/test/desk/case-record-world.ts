// A case's record and a worker who keeps it, for tests. Lives here: the record as a server has it, in memory, a
// worker's bundle, and their device on it. Must not: anything that is asserted, but the path that is asked.
import { signal } from '@preact/signals';
import { expect } from 'vitest';
import { ApiError } from '../../src/api/errors.ts';
import { fromBase64url, toBase64url, zeros } from '../../src/crypto/bytes.ts';
import { DAY_SECONDS, type RecordLine } from '../../src/crypto/case-record.ts';
import { hash } from '../../src/crypto/hash.ts';
import type { AcceptedRoster } from '../../src/crypto/roster.ts';
import { CaseRecordKeeping } from '../../src/desk/state/case-record.ts';
import type { DeskSide } from '../../src/desk/state/side.ts';
import type { WorkerCase } from '../../src/desk/state/worker-case.ts';
import type { Bundle } from '../../src/keys/bundle.ts';
import type { Pseudonymiser } from '../../src/pseudonym/index.ts';
import { acceptedRoster, NOW, newTeam, pair } from '../crypto/world.ts';

export const team = newTeam();
export const talk = pair(team);
export const ID = toBase64url(talk.case);
export const TODAY = Math.floor(NOW / DAY_SECONDS);

/** The record as a server keeps it. `fault` is thrown once, after (`lost`) or before it took effect. */
export class FakeRecord {
  readonly items: Uint8Array[] = [];
  /** Entries that this worker holds no wrap of. */
  before = 0;
  fault: ApiError | null = null;
  lost = false;

  readonly ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    expect(path).toBe(`/api/cases/${ID}/record`);
    const { fault, lost } = this;
    if (fault !== null && !(lost && method === 'GET')) {
      this.fault = null;
      if (lost) this.#take(body);
      throw fault;
    }
    if (method === 'POST') this.#take(body);
    const last = this.items.at(-1);
    return {
      entries: this.items.slice(this.before).map(toBase64url),
      count: this.items.length,
      head: toBase64url(last === undefined ? zeros(32) : hash('pl.recordchain', last)),
    };
  };

  #take(body: unknown): void {
    this.items.push(fromBase64url((body as { item: string }).item));
  }
}

/** A worker's bundle on whichever device: their keys, and notes. */
export class FakeAccount {
  bundle = this.#with(new Map());
  /** Saved at the server, so often. */
  saves = 0;

  readonly change = async (update: (bundle: Bundle) => Bundle): Promise<boolean> => {
    this.bundle = update(this.bundle);
    this.saves += 1;
    return true;
  };

  /** This person's, with a device's way to the server. */
  at(api: { ask: FakeRecord['ask'] }): object {
    const bundle = (): Bundle => this.bundle;
    return {
      api,
      change: this.change,
      get bundle() {
        return bundle();
      },
    };
  }

  #with(notes: ReadonlyMap<string, Uint8Array>): Bundle {
    return {
      identity: talk.worker,
      note: (name: string) => notes.get(name) ?? null,
      notes: () => notes,
      withNote: (name: string, value: Uint8Array) => this.#with(new Map([...notes, [name, value]])),
    } as unknown as Bundle;
  }
}

export const finds =
  (...words: string[]): Pseudonymiser =>
  ({ note }) =>
    words.flatMap((word) => {
      const start = note.indexOf(word);
      return start < 0 ? [] : [{ start, end: start + word.length } as never];
    });

export function keeping(
  server: FakeRecord,
  change: {
    load?: () => Promise<Pseudonymiser>;
    roster?: AcceptedRoster | null;
    /** A worker who joined later: no epoch of before, and what the student handed in since. */
    joined?: readonly Uint8Array[];
    /** Their bundle, which outlives a sitting. */
    account?: FakeAccount;
  } = {},
): CaseRecordKeeping {
  const { roster = acceptedRoster(team), joined } = change;
  const side = {
    account: (change.account ?? new FakeAccount()).at({ ask: server.ask }),
    time: () => NOW,
    roster,
  } as unknown as DeskSide;
  const papers = (joined ?? []).map((paper) => ({ content: { kind: 'paper', time: NOW, paper } }));
  const later = { body: { number: 2 }, recordHash: new Uint8Array(32) };
  const chains = [{ direction: 0, entries: papers }];
  const rooms = [{ epoch: joined === undefined ? talk.epoch : later, chains }];
  const conversation = { direction: 1, unsent: [], rooms };
  const room = { conversation, epoch: talk.epoch, messages: signal([]) };
  return new CaseRecordKeeping({
    side,
    found: { id: ID, caseId: talk.case, room: signal(room) } as unknown as WorkerCase,
    draft: { kind: signal(''), day: signal(''), text: signal('') },
    load: change.load ?? (async () => finds()),
  });
}

export function typed(record: CaseRecordKeeping, kind: string, text: string, day = ''): void {
  record.draft.kind.value = kind;
  record.draft.text.value = text;
  record.draft.day.value = day;
}

export const textOf = (line: RecordLine): string =>
  'missing' in line ? 'missing' : line.words.text;
export const texts = (record: CaseRecordKeeping) => record.lines.value?.map(textOf);

export const failing = (status: number, code: string): ApiError =>
  new ApiError({ failure: status === 409 ? 'conflict' : 'offline', code });
