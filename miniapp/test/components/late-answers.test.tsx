// Answers that somebody gives by a button. Lives here: that a second one waits for the first, and that what came of one
// is not said of another. Must not: what is typed (late-texts.test.tsx).
import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { AgainSaid, AskAgain, Pause } from '../../src/again/index.tsx';
import { ApiError } from '../../src/api/errors.ts';
import { EnquiryCard } from '../../src/desk/views/enquiry.tsx';
import { againOf } from '../../src/state/again.ts';
import { Answers } from '../fake/answers.ts';
import { settled } from '../fake/held.ts';
import { openPhone } from '../fake/phone.ts';
import { FakeServer } from '../fake/server.ts';
import { pick, press, show, usePage } from '../fake/showing.tsx';
import { openRoom } from '../fake/talk.ts';

const page = usePage();

/** A student in a room, whose answers about talking again, and pauses, wait for the service. */
async function met() {
  const server = new FakeServer();
  const phone = openPhone(server);
  await openRoom(server, phone);
  const { student } = phone;
  const found = student.case.value;
  if (found === null) throw new Error('no case');
  const answers = new Answers<unknown>();
  const { api } = found.account;
  const ask = api.ask.bind(api);
  api.ask = (method, path, body) =>
    path.startsWith('/api/again') || path.endsWith('/pause')
      ? answers.call(method)
      : ask(method, path, body);
  return { student, found, answers };
}
const off = (id: string) =>
  page()
    .named(id)
    .map((one) => one.disabled);

describe('whether a student would talk again', () => {
  it('is answered once: neither button is there for a second answer before the first is through', async () => {
    const { student, found, answers } = await met();
    await show(page(), <AskAgain student={student} found={found} />);
    expect([off('again-yes'), off('again-no')]).toEqual([[false], [false]]);
    await press(page().one('again-yes'));
    await act(settled);
    expect([off('again-yes'), off('again-no')]).toEqual([[true], [true]]);
    await answers.give(null);
    expect(page().one('again').getAttribute('data-said')).toBe('yes');
    await press(page().one('again-change'));
    expect([off('again-yes'), off('again-no')]).toEqual([[false], [false]]);
    student.stop();
  });

  it('is taken back once, and one after the other', async () => {
    const { student, found, answers } = await met();
    await show(page(), <AskAgain student={student} found={found} />);
    await press(page().one('again-no'));
    await act(settled);
    await answers.give(null);
    await show(page(), <AgainSaid student={student} />);
    expect(off('again-back')).toEqual([false]);
    await press(page().one('again-back'));
    expect(off('again-back')).toEqual([true]);
    await answers.give(null);
    expect(off('again-back')).toEqual([]);
    expect(answers.asked).toEqual(['PUT', 'DELETE']);
    expect(againOf(found.account.bundle, found.caseId)).toBeNull();
    student.stop();
  });
});

describe('a pause', () => {
  it('is sent once, and can be sent again where that failed', async () => {
    const { student, found, answers } = await met();
    await show(page(), <Pause student={student} found={found} />);
    await press(page().one('pause-open'));
    await press(page().one('pause-go'));
    expect(off('pause-go')).toEqual([true]);
    await answers.give(Promise.reject(new ApiError({ failure: 'offline' })));
    expect([off('pause-go'), page().named('pause-failed').length]).toEqual([[false], 1]);
    await press(page().one('pause-go'));
    expect(off('pause-go')).toEqual([true]);
    await answers.give(null);
    expect([off('pause-go'), answers.asked]).toEqual([[], ['PUT', 'PUT']]);
    student.stop();
  });
});

describe('an enquiry that is noted', () => {
  const card = async () => {
    const answers = new Answers<unknown>();
    const side = { account: { api: { ask: answers.call } }, heard: signal(0) };
    await show(page(), <EnquiryCard side={side as never} />);
    await press(page().one('enquiry-note'));
    return answers;
  };
  const came = () => page().named('enquiry-came').length;

  it('is said to be', async () => {
    const answers = await card();
    await answers.give(undefined);
    expect(came()).toBe(1);
  });

  it('is not said of the one that was picked meanwhile', async () => {
    const answers = await card();
    await pick(page().one('enquiry-kind'), 'police');
    await answers.give(undefined);
    expect(came()).toBe(0);
  });

  it('is said to have failed, whatever was picked meanwhile', async () => {
    const answers = await card();
    await pick(page().one('enquiry-kind'), 'police');
    await answers.give(Promise.reject(new ApiError({ failure: 'offline' })));
    expect(came()).toBe(1);
  });
});
