// A case's record while its worker keeps it (R10, protocol.md §24): two devices on a record in memory, sealed
// and opened for real. Must not: the server's own checks (tests/intake/test_recording.py).
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { equal, toBase64url, zeros } from '../../src/crypto/bytes.ts';
import { handOn } from '../../src/crypto/handed-record.ts';
import { CaseRecordKeeping, dayOf, todayOf } from '../../src/desk/state/case-record.ts';
import {
  casesWithHead,
  lastHead,
  withHead,
  withoutHeads,
} from '../../src/desk/state/record-heads.ts';
import { Bundle } from '../../src/keys/bundle.ts';
import { NOTHING_KNOWN, type Pseudonymiser } from '../../src/pseudonym/index.ts';
import { acceptedRoster, NOW, newTeam, pair } from '../crypto/world.ts';
import {
  FakeAccount,
  FakeRecord,
  failing,
  finds,
  ID,
  keeping,
  TODAY,
  talk,
  team,
  textOf,
  texts,
  typed,
} from './case-record-world.ts';

describe('days', () => {
  it('are read from a date field, and nothing else is one', () => {
    expect(dayOf('1970-01-02')).toBe(1);
    expect(dayOf('2027-01-15')).toBe(20_833);
    for (const wrong of ['', '2027-1-5', '1969-12-31', '2027-13-01', '15/01/2027']) {
      expect(dayOf(wrong)).toBeNull();
    }
    expect(todayOf(NOW)).toMatch(/^2027-01-1[45]$/);
  });
});

describe('what is typed', () => {
  it.each([
    ['', 'Told them', '', 'kind'],
    ['other', '  ', '', 'words'],
    ['agreed', 'x'.repeat(301), '', 'long'],
    ['agreed', 'A call', '2027-02-01', 'day'],
    ['agreed', 'A call', 'soon', 'day'],
  ])('%s %s %s is %s', async (kind, text, day, fault) => {
    const server = new FakeRecord();
    const record = keeping(server);
    typed(record, kind, text, day);
    expect(await record.check(NOTHING_KNOWN)).toBe(false);
    expect(record.fault.value).toBe(fault);
    expect(server.items).toEqual([]);
    record.changed();
    expect(record.fault.value).toBeNull();
  });

  it('is looked over before it is sealed: a name stops it until the worker says so', async () => {
    const server = new FakeRecord();
    const record = keeping(server, { load: async () => finds('Quillanne') });
    typed(record, 'signposted', 'Told Quillanne, and Quillanne again');
    expect(await record.check(NOTHING_KNOWN)).toBe(false);
    expect(record.found.value).toEqual(['Quillanne']);
    expect(server.items).toEqual([]);
    expect(await record.add()).toBe(true);
    expect(texts(record)).toEqual(['Told Quillanne, and Quillanne again']);
    expect([record.draft.kind.value, record.draft.text.value]).toEqual(['', '']);
    expect(record.found.value).toBeNull();
  });

  it('is not added unseen where it could not be looked over', async () => {
    const server = new FakeRecord();
    const record = keeping(server, { load: () => Promise.reject(new TypeError('away')) });
    typed(record, 'agreed', 'A call on Monday.');
    expect(await record.check(NOTHING_KNOWN)).toBe(false);
    expect(record.unread.value).toBe(true);
    expect(server.items).toEqual([]);
    // Without words there is nothing to look over.
    typed(record, 'closed', '');
    expect(await record.check(NOTHING_KNOWN)).toBe(true);
    expect(server.items).toHaveLength(1);
  });
});

describe('what is typed on', () => {
  it('while the words are looked over is not added unseen', async () => {
    const server = new FakeRecord();
    let loaded = (): void => undefined;
    const load = () =>
      new Promise<Pseudonymiser>((resolve) => {
        loaded = () => resolve(finds('Quillanne'));
      });
    const record = keeping(server, { load });
    typed(record, 'agreed', 'A call on Monday');
    const checking = record.check(NOTHING_KNOWN);
    typed(record, 'agreed', 'A call on Monday, with Quillanne');
    record.changed();
    loaded();
    expect(await checking).toBe(false);
    expect([server.items, record.found.value]).toEqual([[], null]);
  });

  it('while an entry is sent stays in its box, and the entry does not', async () => {
    const server = new FakeRecord();
    const record = keeping(server);
    typed(record, 'agreed', 'A call on Monday');
    const adding = record.add();
    typed(record, 'agreed', 'A call on Monday at ten');
    expect(await adding).toBe(true);
    expect([record.draft.text.value, record.draft.kind.value]).toEqual(['at ten', 'agreed']);
    expect(texts(record)).toEqual(['A call on Monday']);
  });
});

describe('the record', () => {
  it('is no record that became shorter where it was asked for before an entry was added', async () => {
    const server = new FakeRecord();
    let arrive = (): void => undefined;
    let slow = true;
    const ask: FakeRecord['ask'] = async (...call) => {
      const answer = await server.ask(...call);
      if (slow) {
        slow = false;
        await new Promise<void>((resolve) => {
          arrive = resolve;
        });
      }
      return answer;
    };
    const record = keeping({ ask } as FakeRecord);
    const first = record.load();
    await new Promise((resolve) => setTimeout(resolve, 0));
    typed(record, 'agreed', 'A call on Monday');
    expect(await record.add()).toBe(true);
    arrive();
    await first;
    expect([texts(record), record.trouble.value]).toEqual([['A call on Monday'], null]);
  });

  it('goes on from one device to the next, each entry signed by its worker', async () => {
    const server = new FakeRecord();
    const [one, two] = [keeping(server), keeping(server)];
    await one.load();
    await two.load();
    expect(await one.keep({ kind: 'contact', day: TODAY, text: '' })).toBe(true);
    // The other one was not there when this was written: it reads it, and goes on after it.
    server.fault = failing(409, 'changed');
    expect(await two.keep({ kind: 'agreed', day: TODAY, text: 'A call.' })).toBe(true);
    expect(texts(two)).toEqual(['', 'A call.']);
    const authors = two.lines.value?.map(
      (line) => 'author' in line && line.author?.certificate.name,
    );
    expect(authors).toEqual(['Worker 1', 'Worker 1']);
    expect(two.earlier.value).toBe(0);
  });

  it('does not hold the same twice where only the answer was lost', async () => {
    const server = new FakeRecord();
    const record = keeping(server);
    await record.load();
    server.fault = failing(409, 'changed');
    server.lost = true;
    expect(await record.keep({ kind: 'agreed', day: TODAY, text: 'A call.' })).toBe(true);
    expect(texts(record)).toEqual(['A call.']);
    expect(server.items).toHaveLength(1);
  });

  it('says how much is from before, and shows what does not open as missing', async () => {
    const server = new FakeRecord();
    const first = keeping(server);
    for (const text of ['One.', 'Two.']) {
      await first.keep({ kind: 'agreed', day: TODAY, text });
    }
    server.before = 1;
    const later = keeping(server, { joined: [] });
    await later.load();
    expect(later.earlier.value).toBe(1);
    expect(later.handed.value).toEqual([]);
    expect(texts(later)).toEqual(['missing']);
  });

  it('shows what the student handed on, and nothing of it where it does not fit', async () => {
    const server = new FakeRecord();
    const first = keeping(server);
    for (const text of ['One.', 'Two.']) {
      await first.keep({ kind: 'agreed', day: TODAY, text });
    }
    server.before = 2;
    const request = { items: [...server.items], case: talk.case, epochs: [talk.epoch] };
    const all = keeping(server, { joined: handOn({ ...request, most: 2 }) });
    await all.load();
    expect(all.handed.value?.map(textOf)).toEqual(['One.', 'Two.']);
    expect([all.earlier.value, texts(all)]).toEqual([0, []]);
    const part = keeping(server, { joined: handOn({ ...request, most: 1 }) });
    await part.load();
    expect(part.handed.value?.map(textOf)).toEqual(['One.']);
    expect(part.earlier.value).toBe(1);
    // The service shows another record than the one that was handed on.
    server.items[1] = server.items[0] as Uint8Array;
    const other = keeping(server, { joined: handOn({ ...request, most: 2 }) });
    await other.load();
    expect(other.handed.value).toBeNull();
    expect(other.earlier.value).toBe(2);
    expect(other.trouble.value).toBeNull();
  });

  it('notices in a later sitting that its newest entries are hidden, and writes nothing', async () => {
    const server = new FakeRecord();
    const account = new FakeAccount();
    const first = keeping(server, { account });
    for (const text of ['One.', 'Two.']) {
      expect(await first.keep({ kind: 'agreed', day: TODAY, text })).toBe(true);
    }
    const saves = account.saves;
    const both = server.items.splice(1);
    const second = keeping(server, { account });
    await second.load();
    expect([second.trouble.value, second.lines.value]).toEqual(['order', null]);
    typed(second, 'agreed', 'Another.');
    expect(await second.check(NOTHING_KNOWN)).toBe(false);
    expect([second.trouble.value, server.items.length]).toEqual(['order', 1]);
    // All of it, or another one in its place.
    const kept = server.items.splice(0);
    await second.load();
    expect(second.trouble.value).toBe('order');
    const elsewhere = new FakeRecord();
    for (const text of ['One.', 'Else.']) {
      await keeping(elsewhere).keep({ kind: 'agreed', day: TODAY, text });
    }
    const forked = keeping(elsewhere, { account });
    await forked.load();
    expect(forked.trouble.value).toBe('order');
    // Shown again it goes on, and is saved anew with the next entry only.
    server.items.push(...kept, ...both);
    await second.load();
    expect([second.trouble.value, texts(second), account.saves]).toEqual([
      null,
      ['One.', 'Two.'],
      saves,
    ]);
    expect(await second.check(NOTHING_KNOWN)).toBe(true);
    expect([texts(second)?.at(-1), account.saves]).toEqual(['Another.', saves + 1]);
  });

  it.each([
    [failing(0, ''), 'later'],
    [failing(409, 'full'), 'full'],
    [failing(409, 'closed'), 'failed'],
  ])('keeps what was typed when nothing was added: %s', async (fault, trouble) => {
    const server = new FakeRecord();
    const record = keeping(server);
    await record.load();
    typed(record, 'agreed', 'A call on Monday.');
    server.fault = fault;
    expect(await record.add()).toBe(false);
    expect(record.trouble.value).toBe(trouble);
    expect(record.draft.text.value).toBe('A call on Monday.');
    expect(server.items).toEqual([]);
  });

  it('adds nothing for somebody whom no roster lists, and nothing to another case', async () => {
    const server = new FakeRecord();
    for (const roster of [null, acceptedRoster(newTeam())]) {
      const record = keeping(server, { roster });
      expect(await record.keep({ kind: 'agreed', day: TODAY, text: 'A call.' })).toBe(false);
      expect(record.trouble.value).toBe('unchecked');
    }
    expect(server.items).toEqual([]);
    // An entry of another case, put in its place.
    const other = pair(team);
    const theirs = new FakeRecord();
    await keeping(theirs).keep({ kind: 'agreed', day: TODAY, text: 'A call.' });
    const moved = new CaseRecordKeeping({
      side: {
        account: new FakeAccount().at({
          ask: () => theirs.ask('GET', `/api/cases/${ID}/record`),
        }),
      } as never,
      found: { id: ID, caseId: other.case, room: signal(null), answer: signal({}) } as never,
      draft: { kind: signal(''), day: signal(''), text: signal('') },
    });
    await moved.load();
    expect(moved.trouble.value).toBe('order');
    expect(moved.lines.value).toBeNull();
  });
});

describe('what is remembered of how far records went', () => {
  const head = (count: number) => ({ count, hash: new Uint8Array(32).fill(count) });

  it('never goes back, goes with its case alone, and an old bundle has none', () => {
    const old = Bundle.create('staff');
    expect(lastHead(old, talk.case)).toBeNull();
    expect(withHead(old, talk.case, { count: 0, hash: zeros(32) })).toBe(old);
    const two = withHead(old, talk.case, head(2));
    expect(lastHead(Bundle.decode(two.encode(), 'staff'), talk.case)).toEqual(head(2));
    expect(withHead(two, talk.case, head(1))).toBe(two);
    expect(withHead(two, talk.case, head(2))).toBe(two);
    const more = withHead(two, pair(team).case, head(7));
    expect(casesWithHead(more)).toHaveLength(2);
    const others = casesWithHead(more).filter((one) => !equal(one, talk.case));
    const left = withoutHeads(more, others.map(toBase64url));
    expect([...left.notes('meta/record/').keys()]).toHaveLength(1);
    expect(lastHead(left, talk.case)).toEqual(head(2));
    expect(withoutHeads(left, [])).toBe(left);
    expect(withoutHeads(left, [ID]).notes('meta/').size).toBe(0);
  });
});
