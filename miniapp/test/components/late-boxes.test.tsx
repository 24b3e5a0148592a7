// Boxes that go with what they were sent with. Lives here: that nobody types into one on its way, and that the
// others give up what was sent alone. Must not: the states behind them.
import { signal } from '@preact/signals';
import { createElement, type FunctionComponent } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { Composer } from '../../src/components/composer.tsx';
import { SigningKey } from '../../src/crypto/sign.ts';
import { ConcernDrafting, FRESH_CONCERN } from '../../src/desk/state/concern.ts';
import { EMPTY_FORM } from '../../src/desk/state/disclosure-draft.ts';
import { Drafts } from '../../src/desk/state/drafts.ts';
import { CloseRoom } from '../../src/desk/views/close-room.tsx';
import { Raise } from '../../src/desk/views/concern.tsx';
import { DisclosureFormScreen } from '../../src/desk/views/disclosure-form.tsx';
import { Complete } from '../../src/desk/views/disclosure-identity.tsx';
import { RecordTraining } from '../../src/desk/views/file-training.tsx';
import { FlagAct } from '../../src/desk/views/inbox-act.tsx';
import { Invites } from '../../src/desk/views/invites.tsx';
import { ShiftEnds } from '../../src/desk/views/shift-ends.tsx';
import { SuccessionScreen } from '../../src/desk/views/succession.tsx';
import { Choosing } from '../../src/handover/along.tsx';
import { Answer } from '../../src/sharing/answer.tsx';
import { Asking, EMPTY_ASK } from '../../src/sharing/asking.tsx';
import { Pass } from '../../src/sharing/passing.tsx';
import { Answers } from '../fake/answers.ts';
import { settled } from '../fake/held.ts';
import { press, show, tick, type, usePage } from '../fake/showing.tsx';

const page = usePage();
const NOW = 1_800_000_000;
const CASE = 'A'.repeat(22);

const none = (): void => undefined;
/** A part with as much of what it takes as it looks at here. */
const of = (part: unknown, parts: object) => createElement(part as FunctionComponent, parts);
/** Whether somebody can type into it. */
const shut = (id: string): boolean => page().one(id).getAttribute('readOnly') === 'true';

/** Sends by this button, and looks at the boxes before and while it is on its way. */
async function whileSent(button: string, ...boxes: readonly string[]): Promise<void> {
  expect(boxes.map(shut)).toEqual(boxes.map(() => false));
  await press(page().one(button));
  expect(boxes.map(shut)).toEqual(boxes.map(() => true));
}

describe('nobody types into a box whose words are on their way and go with it', () => {
  const said = [true, false].map((mine) => ({ mine, text: 'Hello.', statement: undefined }));
  const party = (room: object) => ({
    ...{ caseId: CASE, me: 'worker', key: SigningKey.generate(), open: true },
    ...{ now: () => NOW, connected: () => true },
    room: { messages: signal(said), ...room },
  });
  const ask = {
    ...{ recipient: 'The clinic', what: 'The dates', until: NOW, nature: 'room', spoken: 0 },
    ...{ case: new Uint8Array(16), wording: 'May I?', purpose: 'referral', language: 'en' },
  };
  const row = { ask, hash: new Uint8Array(32), words: [], done: [] };

  it('an ask before something is passed on', async () => {
    const form = { ...EMPTY_ASK, recipient: 'The clinic', what: 'The dates' };
    const parts = { party: party({ state: new Answers().call }), form };
    await show(page(), of(Asking, { ...parts, onForm: none, onClose: none }));
    await whileSent('share-send', 'share-recipient', 'share-what');
  });

  it('whom not to contact', async () => {
    const parts = { party: party({ state: new Answers().call }), row };
    await show(page(), of(Answer, { ...parts, onDone: none }));
    await tick(page().one('answer-avoid-named'));
    await type(page().one('answer-whom'), 'My brother');
    await whileSent('answer-refuse', 'answer-whom');
  });

  it('what was passed on', async () => {
    const parts = { party: party({ sync: new Answers().call }), row, ledger: { avoided: [] } };
    await show(page(), of(Pass, { ...parts, onDone: none }));
    await tick(page().one('pass-read'));
    await type(page().one('pass-done'), 'The dates, by telephone.');
    await whileSent('pass-send', 'pass-done');
  });

  it('the message at the end of a shift', async () => {
    const rooms = [{ id: 'one', name: signal('One') }];
    const parts = { duty: { rooms, say: new Answers().call }, rota: { next: () => null } };
    await show(page(), of(ShiftEnds, parts));
    await press(page().one('shift-end'));
    await whileSent('shift-end-send', 'shift-end-text');
  });

  it('a farewell', async () => {
    const api = { ask: new Answers().call };
    const worker = { time: () => NOW, load: signal({ rest_hours: 48 }), account: { api } };
    const found = { id: 'c', tookBack: () => true };
    const parts = { worker, found, room: { send: new Answers().call }, duty: {} };
    const acts = { farewell: true, onLeave: none, onNo: none, drafts: new Drafts() };
    await show(page(), of(CloseRoom, { ...parts, ...acts }));
    await whileSent('close-confirm-yes', 'farewell');
  });

  it('a summary for the next worker', async () => {
    const room = { conversation: { messages: () => [], rooms: [] }, messages: signal([]) };
    const moving = { student: { talking: null }, found: { id: CASE }, room };
    const words = { other: 'Ann', title: '', lead: '', goText: '', not: null, onClose: none };
    const parts = { moving, ...words, go: new Answers().call };
    await show(page(), of(Choosing, parts));
    await act(settled);
    await tick(page().one('along-summary'));
    await type(page().one('along-words'), 'About sleep.');
    await whileSent('along-go', 'along-words');
  });

  it('an invite’s label, which goes once there is a link', async () => {
    const link = new Answers<string>();
    const desk = { team: signal({ invites: [] }), invite: link.call };
    await show(page(), <Invites desk={desk as never} />);
    await type(page().one('invite-label'), 'Ann');
    await whileSent('invite-make', 'invite-label');
    await link.give('token');
    await press(page().one('invite-done'));
    expect(page().one('invite-label').value).toBe('');
  });

  it('a successor’s label', async () => {
    const busy = signal(false);
    const change = { role: 'deputy', holder: null, successor: null, secrets: [] };
    const succession = {
      ...{ busy, trouble: signal(null), fresh: { open: () => none } },
      change: () => change,
      invite: () => {
        busy.value = true;
        return new Promise(none);
      },
    };
    const parts = { succession, onCheck: none, onBack: none, onLock: none };
    await show(page(), of(SuccessionScreen, parts));
    await press(page().named('successor-begin')[0] as never);
    await type(page().one('successor-label'), 'Ann');
    await whileSent('successor-make', 'successor-label');
  });

  it('what was done after an identity was opened', async () => {
    const [text, busy] = [signal(''), signal(false)];
    const complete = () => {
      busy.value = true;
      return new Promise(none);
    };
    const side = { account: { me: signal({ name: 'Ann' }) }, time: () => NOW };
    const desk = { side, busy, complete, texts: () => text };
    const body = { recipients: ['The police'], fields: ['name'] };
    const seen = { row: { id: 'one', due: null, overdue: false }, read: { record: { body } } };
    await show(page(), of(Complete, { desk, seen }));
    await type(page().one('complete-done'), 'Told.');
    await tick(page().one('passed-no'));
    await whileSent('disclosure-complete-send', 'complete-done', 'complete-by');
  });

  it('a training', async () => {
    const training = (busy: boolean) => (
      <RecordTraining now={NOW} busy={busy} onRecord={async () => true} />
    );
    const boxes = ['training-what', 'training-by', 'training-done', 'training-until'];
    await show(page(), training(false));
    expect(boxes.map(shut)).toEqual([false, false, false, false]);
    await show(page(), training(true));
    expect(boxes.map(shut)).toEqual([true, true, true, true]);
  });
});

describe('what is on its way is not gone back to', () => {
  it('a concern: back leaves the form, and nothing is thrown away', async () => {
    const text = { said: 'I saw it.', ground: 'harm', urgent: false, step: 'review' } as const;
    const kept = signal(JSON.stringify({ ...FRESH_CONCERN, ...text }));
    const [drafting, sending, onLeave] = [new ConcernDrafting(kept), signal(false), vi.fn()];
    const raise = () => {
      sending.value = true;
      return new Promise(none);
    };
    const concerns = { all: [], sending, trouble: signal(null), raise };
    const worker = { roster: { certificates: [] }, trust: signal(null) };
    const found = { id: CASE, name: 'One', about: {}, all: [] };
    const parts = { worker, concerns, found, drafting, onLeave, onLock: none };
    await show(page(), of(Raise, parts));
    await press(page().one('back'));
    expect(page().one('concern-step').getAttribute('data-step')).toBe('holder');
    await press(page().one('concern-next'));
    await press(page().one('concern-send'));
    expect(page().named('concern-discard')).toEqual([]);
    expect(onLeave).not.toHaveBeenCalled();
    await press(page().one('back'));
    expect(onLeave).toHaveBeenCalledTimes(1);
    expect(drafting.draft.value.step).toBe('review');
  });

  it('a disclosure', async () => {
    const form = signal({ ...EMPTY_FORM, approver: 'manager' });
    const draft = { reviewing: signal(true), form, lacks: signal([]) };
    const side = { roster: null, time: () => NOW };
    const desk = { busy: signal(true), writing: signal(true), problem: signal(null), side };
    const parts = { desk, draft, onLock: none };
    await show(page(), of(DisclosureFormScreen, parts));
    expect(page().one('disclosure-change').disabled).toBe(true);
    await press(page().one('back'));
    expect([draft.reviewing.value, desk.writing.value]).toEqual([true, false]);
  });
});

describe('a note on a flag', () => {
  it('keeps what was typed on while it was sent, and of what was sent nothing', async () => {
    const [draft, sent] = [signal('I called them.'), new Answers<boolean>()];
    const thread = {
      ...{ history: signal({ state: 'acknowledged' }), trouble: signal(null) },
      ...{ result: signal(null), busy: signal(false), act: sent.call },
    };
    await show(page(), of(FlagAct, { thread, draft, mayConsent: () => true }));
    await press(page().one('flag-do-note'));
    await type(page().one('flag-note'), 'I called them. Nobody answered.');
    await sent.give(true);
    expect(page().one('flag-note').value).toBe('Nobody answered.');
  });
});

describe('a message', () => {
  it('that was not taken stands in its box again, before what was typed since', async () => {
    const [draft, taken] = [signal('Hello.'), new Answers<boolean>()];
    await show(page(), <Composer draft={draft} onSend={taken.call} />);
    await press(page().one('send-message'));
    expect(draft.value).toBe('');
    await type(page().one('message-box'), 'Are you there?');
    await taken.give(false);
    expect(draft.value).toBe('Hello.\nAre you there?');
  });

  it('that was taken leaves what was typed since', async () => {
    const [draft, taken] = [signal('Hello.'), new Answers<boolean>()];
    await show(page(), <Composer draft={draft} onSend={taken.call} />);
    await press(page().one('send-message'));
    await type(page().one('message-box'), 'Are you there?');
    await taken.give(true);
    expect(draft.value).toBe('Are you there?');
  });
});
