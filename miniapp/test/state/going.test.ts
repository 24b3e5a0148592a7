// What the bundle's note of the request that goes on is taken for: a case id, or nothing.
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/bytes.ts';
import { newHeld } from '../../src/state/account.ts';
import { caseToShow, goingOf } from '../../src/state/going.ts';

const ID = new Uint8Array(16).fill(7);

describe('the note of what goes on', () => {
  const { bundle } = newHeld('student');

  it('is a case id of 16 bytes', () => {
    expect(goingOf(bundle.withNote('meta/going', ID))).toBe(toBase64url(ID));
  });

  it.each([0, 1, 15, 17, 32])('of %i bytes is none', (length) => {
    expect(goingOf(bundle.withNote('meta/going', new Uint8Array(length)))).toBeNull();
  });

  it('that is not there is none', () => {
    expect(goingOf(bundle)).toBeNull();
  });

  it('shows the case that the list lacks, and nothing where none is known', () => {
    expect(caseToShow([], toBase64url(ID))).toBe(toBase64url(ID));
    expect(caseToShow([], null)).toBeNull();
  });
});
