// The forms of a disclosure, before anything is signed or sent. Lives here: what lacks, when somebody is told, and what
// was done. Must not: a holder's device, or the server (disclosures.test.ts).
import { describe, expect, it } from 'vitest';
import { NEVER_TOLD } from '../../src/crypto/disclosure.ts';
import {
  completionWords,
  emptyCompletion,
  localTime,
} from '../../src/desk/state/disclosure-completion.ts';
import { EMPTY_FORM, lacking, tellTime } from '../../src/desk/state/disclosure-draft.ts';
import { FILLED } from './disclosure-filled.ts';

const NOW = 1_800_000_000;

describe('the forms', () => {
  it('says what lacks, in order, and only that', () => {
    expect(lacking(EMPTY_FORM)[0]).toBe('ground');
    expect(lacking(FILLED)).toEqual([]);
    const untold = { ...FILLED, told: 'not-told' } as const;
    expect(lacking(untold)).toEqual(['why-not', 'telling']);
  });

  it('tells at once who was told, and the others when it was chosen', () => {
    expect(tellTime({ ...FILLED, telling: 'lifted' }, NOW)).toBe(0);
    const untold = { ...FILLED, told: 'not-told' } as const;
    expect(tellTime({ ...untold, telling: 'lifted' }, NOW)).toBe(NEVER_TOLD);
    expect(tellTime({ ...untold, telling: 'week' }, NOW)).toBe(NOW + 7 * 86_400);
    expect(tellTime({ ...untold, telling: 'at-once' }, NOW)).toBe(0);
  });

  it('signs what was done whole or not at all', () => {
    const form = { ...emptyCompletion('Coordinator', NOW), done: 'Rang.' };
    expect(completionWords(form)).toBeNull();
    expect(completionWords({ ...form, passed: 'no' })).toMatchObject({ recipients: [] });
    const some = { ...form, passed: 'yes', recipients: ['The director'] } as const;
    expect(completionWords(some)).toBeNull();
    const whole = completionWords({ ...some, fields: ['phone', 'name'] });
    expect(whole).toMatchObject({ fields: ['name', 'phone'], at: NOW - (NOW % 60) });
    expect(completionWords({ ...form, passed: 'no', at: '' })).toBeNull();
    expect(localTime(NOW)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  });
});
