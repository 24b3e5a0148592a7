// A letter that is being changed while somebody begins to read. Lives here: that what was typed is not lost.
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { bringAlong, type Typed, unsavedLetter } from '../../src/state/unsaved.ts';

const SAVED = 'I feel alone.';

const caseWith = (letter: string | undefined) => ({
  own: signal({ wishes: { letter: SAVED } }),
  typed: signal<Typed>({ letter, topic: 'Home' }),
});

describe('a letter that was not saved in time', () => {
  it('is nothing while it says what is saved, or says nothing', () => {
    for (const letter of [undefined, '', '  ', `${SAVED} `]) {
      expect(unsavedLetter(caseWith(letter))).toBeNull();
    }
    expect(unsavedLetter(caseWith('I feel better.'))).toBe('I feel better.');
  });

  it('waits in the box of the room: what was added, or all of it where it was rewritten', () => {
    for (const [letter, brought] of [
      [`${SAVED} And I do not sleep.`, 'And I do not sleep.'],
      ['It is about home.', 'It is about home.'],
      [SAVED, ''],
      [undefined, ''],
    ] as const) {
      const found = caseWith(letter);
      const draft = signal('');
      bringAlong(found, draft);
      expect(draft.value).toBe(brought);
      expect(unsavedLetter(found)).toBeNull();
      expect(found.typed.value.topic).toBe('Home');
      bringAlong(found, draft);
      expect(draft.value).toBe(brought);
    }
  });

  it('takes nobody what they are writing already', () => {
    const draft = signal('Hello');
    bringAlong(caseWith('Something else.'), draft);
    expect(draft.value).toBe('Hello');
  });
});
