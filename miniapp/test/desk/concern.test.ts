// A concern while it is written: the steps, what is sealed, and that no text of the student's is kept.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import {
  type ConcernDraft,
  ConcernDrafting,
  type ConcernStep,
  currentStep,
  excessOf,
  FRESH_CONCERN,
  isDone,
  LONGEST_CONCERN,
  moved,
  type Quotable,
  quotesOf,
  stepsOf,
  wordsOf,
} from '../../src/desk/state/concern.ts';

const ALL: readonly Quotable[] = [
  { key: 'letter', text: 'The  letter, exactly.', time: null },
  { key: '0:a', text: 'First.', time: 1 },
  { key: '0:b', text: 'Second.', time: 2 },
];
const FULL: ConcernDraft = {
  step: 'review',
  urgent: true,
  called: ' 999 ',
  ground: 'harm',
  quotes: ['0:b', 'letter', 'gone'],
  said: ' What I saw. ',
  wants: '',
  told: 'All.',
  leftOut: 'manager',
};

describe('the steps', () => {
  it('ask whom they called only where somebody is in danger', () => {
    expect(stepsOf({ ...FULL, urgent: true })).toContain('called');
    expect(stepsOf({ ...FULL, urgent: false })).not.toContain('called');
    expect(stepsOf(FRESH_CONCERN)[0]).toBe('danger');
  });

  it('never stand behind one that is not done', () => {
    const lacking: Readonly<Partial<Record<ConcernStep, Partial<ConcernDraft>>>> = {
      danger: { urgent: null },
      called: { called: '  ' },
      ground: { ground: '' },
      said: { quotes: [], said: ' ' },
    };
    for (const [step, without] of Object.entries(lacking)) {
      const draft = { ...FULL, ...without };
      expect(isDone(step as ConcernStep, draft)).toBe(false);
      expect(currentStep(draft)).toBe(step);
    }
    expect(currentStep(FULL)).toBe('review');
  });

  it('go on and back one by one, and end before the first', () => {
    const steps = stepsOf(FULL);
    const walked = steps
      .slice(1)
      .map((_, at) => moved({ ...FULL, step: steps[at] ?? 'danger' }, 1));
    expect(walked.map((one) => one?.step)).toEqual(steps.slice(1));
    expect(moved(FULL, 1)).toBeNull();
    expect(moved(FULL, -1)?.step).toBe('holder');
    expect(moved(FRESH_CONCERN, -1)).toBeNull();
  });

  it('know their place when the answer to the first one changes', () => {
    expect(currentStep({ ...FULL, step: 'called', urgent: false })).toBe('danger');
  });
});

describe('what is sealed', () => {
  it('quotes exactly, in the order in which it was written', () => {
    expect(quotesOf(FULL, ALL).map((one) => one.key)).toEqual(['letter', '0:b']);
    expect(wordsOf(FULL, ALL)).toEqual({
      ground: 'harm',
      urgent: 1,
      said: 'What I saw.',
      quotes: ['The  letter, exactly.', 'Second.'],
      wants: '',
      told: 'All.',
      called: '999',
      leftOut: 'manager',
    });
  });

  it('has nobody called where nobody is in danger', () => {
    expect(wordsOf({ ...FULL, urgent: false }, ALL)).toMatchObject({ urgent: 0, called: '' });
  });

  it('is measured in characters, quoted messages included', () => {
    const long = { ...FULL, quotes: ['0:a'], said: '🐎'.repeat(LONGEST_CONCERN) };
    const rest = 'First.'.length + '999'.length + 'All.'.length;
    expect(excessOf(wordsOf(long, ALL))).toBe(rest);
    expect(excessOf(wordsOf(FULL, ALL))).toBeLessThan(0);
  });
});

describe('a draft', () => {
  it('survives its screen, and holds none of the student’s words', () => {
    const kept = signal('');
    const drafting = new ConcernDrafting(kept);
    expect([drafting.begun, drafting.draft.value]).toEqual([false, FRESH_CONCERN]);
    drafting.set({ quotes: ['letter'], said: 'Mine.' });
    expect(new ConcernDrafting(kept).draft.value).toMatchObject({ quotes: ['letter'] });
    expect(kept.value).toContain('Mine.');
    expect(kept.value).not.toContain('exactly');
    drafting.keepQuotes(ALL);
    expect(drafting.draft.value.quotes).toEqual(['letter']);
    drafting.keepQuotes([]);
    expect(drafting.draft.value).toMatchObject({ quotes: [], said: 'Mine.' });
    drafting.discard();
    expect([kept.value, drafting.begun]).toEqual(['', false]);
  });
});
