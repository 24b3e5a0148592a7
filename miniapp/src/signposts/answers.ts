// What `GET /api/signposts` answers. Lives here: asking, and refusing any other shape. Must not: trust it.
import type { Caller } from '../api/http.ts';
import { count, listOf, maybe, object, or, type Reader, text } from '../api/shapes.ts';
import type { Signpost, Signposts } from '../api/types.ts';

const PAGE = /^[a-z0-9.-]+\.[a-z]+(\/[\w./-]*)?$/;
const NUMBER = /^\+?[0-9][0-9 ]*$/;

/** Only what can become a link that does what it says. */
const like =
  (shape: RegExp): Reader<string> =>
  (value) => {
    const found = text(value);
    if (!shape.test(found)) throw new TypeError('a signpost leads nowhere');
    return found;
  };

const said = { language: or(text, 'en'), name: text, what: text, hours: text, where: text };

const directory: Reader<Signposts> = object<Signposts>({
  recheck_days: count,
  signposts: listOf(
    object<Signpost>({
      ...said,
      said: or(listOf(object(said)), []),
      code: text,
      category: text,
      country: maybe(like(/^[A-Z]{2}$/)),
      call: maybe(like(NUMBER)),
      text: maybe(like(NUMBER)),
      text_word: maybe(like(/^[A-Za-z0-9]+$/)),
      page: maybe(like(PAGE)),
      checked: maybe(like(/^\d{4}-\d{2}-\d{2}$/)),
    }),
  ),
});

export async function ask(call: Caller): Promise<Signposts> {
  return directory(await call({ method: 'GET', path: '/api/signposts' }));
}
