// The words on screen. Lives here: Fluent bundles from policy/locales, the files that staff review
// and that the bot reads too. Must not: any wording of its own.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import app from '../../../policy/locales/en/app.ftl?raw';
import notice from '../../../policy/locales/en/notice.ftl?raw';

export type Args = Readonly<Record<string, FluentVariable>>;

/** What is known of a language besides its words (policy/locales/…/language.json). */
export interface Language {
  readonly code: string;
  /** Its name in itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Nobody with a name has reviewed it yet. */
  readonly draft: boolean;
}

export const ENGLISH: Language = { code: 'en', name: 'English', direction: 'ltr', draft: false };

interface Parts {
  readonly about: Language;
  readonly own: readonly FluentBundle[];
  readonly english: readonly FluentBundle[];
  /** Is told what was said in English because the language has no such words to show. */
  readonly borrowed: (text: string) => void;
}

/** Formats messages of one language; falls back to English message by message, then to the id. */
export class Words {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get about(): Language {
    return this.#parts.about;
  }

  get language(): string {
    return this.about.code;
  }

  /** How dates and times are written: days first and 24 hours where the words are English. */
  get dates(): string {
    const { code } = this.about;
    // Western digits, which the numbers to call are written in too; some browsers lack Welsh dates.
    const wanted = code === 'ar' ? 'ar-u-nu-latn' : code;
    const known = code !== 'en' && Intl.DateTimeFormat.supportedLocalesOf([wanted]).length > 0;
    return known ? wanted : 'en-GB';
  }

  /** The message `id`. Missing arguments show as their names; nothing is thrown at a reader. */
  say(id: string, args: Args = {}): string {
    const { own, english, borrowed } = this.#parts;
    const found = format(own, id, args);
    if (found !== null) return found;
    const text = format(english, id, args) ?? id;
    borrowed(text);
    return text;
  }

  /** Whether the message exists, for texts that only some profiles have. */
  has(id: string): boolean {
    return this.#parts.english.some((bundle) => bundle.hasMessage(id));
  }

  /** The language in which `id` is said: English where the language has no such words to show. */
  spoken(id: string): string {
    return this.#parts.own.some((bundle) => bundle.hasMessage(id)) ? this.language : 'en';
  }

  /** The same words with more English files first; what the language says of them it has already. */
  with(...sources: readonly string[]): Words {
    const { english } = this.#parts;
    return new Words({ ...this.#parts, english: [bundleOf(ENGLISH, sources), ...english] });
  }

  /** The same words with more of the language's own. */
  withOwn(source: string): Words {
    const { own, about } = this.#parts;
    return new Words({ ...this.#parts, own: [...own, bundleOf(about, [source])] });
  }
}

function format(bundles: readonly FluentBundle[], id: string, args: Args): string | null {
  for (const bundle of bundles) {
    const message = bundle.getMessage(id);
    if (message?.value) return bundle.formatPattern(message.value, args, []);
  }
  return null;
}

/**
 * One bundle. Isolation marks are off where lines run from the left: the names that appear in
 * sentences stand in elements with `dir="auto"`. They are on where lines run from the right, as the
 * server has them there (policy/texts.py), so that a number is not written backwards.
 */
function bundleOf({ code, direction }: Language, sources: readonly string[]): FluentBundle {
  const locales = code === 'ar' ? ['ar-u-nu-latn'] : [code, 'en-GB'];
  const bundle = new FluentBundle(code === 'en' ? 'en' : locales, {
    useIsolating: direction === 'rtl',
  });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  return bundle;
}

export function english(): Words {
  return new Words({
    about: ENGLISH,
    own: [],
    english: [bundleOf(ENGLISH, [app, notice])],
    borrowed: () => undefined,
  });
}

/** The words of another language as far as `source` has them; English fills the gaps. */
export function translated(
  about: Language,
  source: string,
  borrowed: (text: string) => void,
): Words {
  return new Words({
    about,
    own: [bundleOf(about, [source])],
    english: [bundleOf(ENGLISH, [app, notice])],
    borrowed,
  });
}
