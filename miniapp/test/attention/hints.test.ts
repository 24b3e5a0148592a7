// When a hint is due, and whether this device shows any.
import { expect, test } from 'vitest';
import { HintSetting } from '../../src/attention/setting.ts';
import { PAUSE_MS, Watch } from '../../src/attention/watch.ts';
import { memoryShelf } from '../../src/state/local.ts';
import { english } from './lexicon.ts';

const attention = english();

/** A clock that runs only when told. */
class Pauses {
  #due: { readonly at: number; readonly run: () => void }[] = [];
  #now = 0;

  set(run: () => void, milliseconds: number): number {
    return this.#due.push({ at: this.#now + milliseconds, run });
  }

  clear(timer: number): void {
    this.#due[timer - 1] = { at: Number.POSITIVE_INFINITY, run: () => undefined };
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [at, one] of this.#due.entries()) {
      if (one.at > this.#now) continue;
      this.clear(at + 1);
      one.run();
    }
  }
}

function box() {
  const shown: string[] = [];
  const pauses = new Pauses();
  const watch = new Watch({
    notice: (text) => attention.notice(text),
    onNew: () => shown.push('shown'),
    timer: pauses,
  });
  return { watch, pauses, shown };
}

test('nothing while somebody is typing, then once for each thing', () => {
  const { watch, pauses, shown } = box();
  watch.write('I want to die');
  expect(shown).toHaveLength(0);
  pauses.pass(PAUSE_MS);
  expect(shown).toHaveLength(1);
  watch.write('I want to die and there is more to say');
  pauses.pass(PAUSE_MS);
  expect(shown).toHaveLength(1);
  watch.write('I want to die and there is more to say. My partner hits me.');
  pauses.pass(PAUSE_MS);
  expect(shown).toHaveLength(2);
});

test('sent before a pause it is looked at all the same, and the next text starts anew', () => {
  const { watch, pauses, shown } = box();
  watch.write('I want to die');
  watch.write('');
  expect(shown).toHaveLength(1);
  watch.write('');
  expect(shown).toHaveLength(1);
  watch.write('I still want to die');
  pauses.pass(PAUSE_MS);
  expect(shown).toHaveLength(2);
});

test('everyday words bring up nothing', () => {
  const { watch, pauses, shown } = box();
  watch.write('this essay is killing me');
  pauses.pass(PAUSE_MS);
  watch.write('');
  expect(shown).toHaveLength(0);
});

test('off stays off on this device, and on again', () => {
  const shelf = memoryShelf();
  expect(new HintSetting(shelf).on).toBe(true);
  new HintSetting(shelf).set(false);
  expect(new HintSetting(shelf).on).toBe(false);
  new HintSetting(shelf).set(true);
  expect(new HintSetting(shelf).on).toBe(true);
});

test('a device that keeps nothing shows hints', () => {
  const full = { ...memoryShelf(), getItem: fail, setItem: fail };
  const setting = new HintSetting(full);
  setting.set(false);
  expect(setting.on).toBe(true);
});

function fail(): never {
  throw new Error('full');
}
