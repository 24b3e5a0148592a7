// A box of which something was sent. Lives here: what is left in it. Must not: who sends.
import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { clearSent } from '../../src/state/draft.ts';

it.each([
  ['as it was sent', 'They laughed.', 'They laughed.', ''],
  ['space around it', '\n They laughed. \n', 'They laughed.', ''],
  ['typed on', 'They laughed. Twice. ', 'They laughed.', 'Twice. '],
  ['typed on in the middle of a word', 'They laughed', 'They laugh', 'ed'],
  ['on a new line', 'They laughed.\n\nTwice.', ' They laughed.\n', 'Twice.'],
  ['its beginning changed', 'He laughed. Twice.', 'They laughed.', 'He laughed. Twice.'],
  ['deleted since', 'They', 'They laughed.', 'They'],
  ['emptied since', '', 'They laughed.', ''],
  ['nothing sent of it', ' It was ', '', 'It was '],
])('%s', (_, now, sent, left) => {
  const box = signal(now);
  clearSent(box, sent);
  expect(box.value).toBe(left);
});
