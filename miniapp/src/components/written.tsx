// What a person wrote, as it is shown. Lives here: keeping a number's groups in their order among letters that
// run from the right. Must not: change a letter of it, or know whose it is.
import type { ComponentChildren } from 'preact';

/** Hebrew, Arabic and their kin (Unicode, UAX 9: R and AL). */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Digits with what may stand between the groups of a telephone number. */
const NUMBER = /(\+?\p{Nd}[\p{Nd} ()./-]*\p{Nd})/u;

/** Text and numbers by turns: every second part is a number. One part where nothing runs from the right. */
export function partsOf(text: string): readonly string[] {
  return FROM_THE_RIGHT.test(text) ? text.split(NUMBER) : [text];
}

/** Without this “116 123” after an Arabic word reads “123 116”, which is nobody's number. */
export function Written({ text }: { readonly text: string }): ComponentChildren {
  return partsOf(text).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <bdi key={at} dir="ltr">
        {part}
      </bdi>
    ),
  );
}
