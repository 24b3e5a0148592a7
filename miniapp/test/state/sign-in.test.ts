// The sign-in table. Lives here: every state × event. Must not: network or storage.
import { describe, expect, it } from 'vitest';
import { advance, SIGN_IN, type SignIn, type SignInEvent } from '../../src/state/sign-in.ts';

const STATES = Object.keys(SIGN_IN) as SignIn[];
const EVENTS = [
  ...new Set(STATES.flatMap((state) => Object.keys(SIGN_IN[state]))),
] as SignInEvent[];

describe('signing in', () => {
  it('knows every state that an event leads to', () => {
    for (const row of Object.values(SIGN_IN)) {
      for (const next of Object.values(row)) expect(STATES).toContain(next);
    }
  });

  it.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    'while %s, %s leads where the table says or nowhere',
    (state, event) => {
      const next = SIGN_IN[state][event];
      if (next === undefined) expect(() => advance(state, event)).toThrow('cannot happen');
      else expect(advance(state, event)).toBe(next);
    },
  );

  it('cannot be in without an acceptance', () => {
    const ways = STATES.flatMap((state) =>
      EVENTS.filter((event) => SIGN_IN[state][event] === 'in').map((event) => event),
    );
    expect(new Set(ways)).toEqual(new Set(['accepted']));
  });

  it('asks for nothing of the server before an agreement or a key', () => {
    expect(SIGN_IN.looking['nothing-found']).toBe('agreeing');
    expect(Object.keys(SIGN_IN.agreeing).sort()).toEqual(['agreed', 'been-here']);
  });
});
