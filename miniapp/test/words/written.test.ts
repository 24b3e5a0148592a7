// Numbers among letters that run from the right. Lives here: what is kept together. Must not: how it looks,
// which tests/browser/test_languages.py measures.
import { expect, it } from 'vitest';
import { partsOf } from '../../src/components/written.tsx';

it.each([
  ['اتصل على 116 123 الآن', ['اتصل على ', '116 123', ' الآن']],
  ['رقمي +44 7700 900123.', ['رقمي ', '+44 7700 900123', '.']],
  ['غرفة ٠٢٠ ٧٩٤٦', ['غرفة ', '٠٢٠ ٧٩٤٦', '']],
  ['الساعة 9', ['الساعة 9']],
  ['Call 116 123 now', ['Call 116 123 now']],
  ['', ['']],
])('%s', (text, parts) => {
  expect(partsOf(text)).toEqual(parts);
  expect(partsOf(text).join('')).toBe(text);
});
