// The words on screen. Lives here: Fluent bundles from policy/locales, the files that staff review
// and that the bot reads too. Must not: any wording of its own.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import app from '../../../policy/locales/en/app.ftl?raw';
import crisis from '../../../policy/locales/en/crisis.ftl?raw';
import notice from '../../../policy/locales/en/notice.ftl?raw';

export type Args = Readonly<Record<string, FluentVariable>>;

/** Formats messages of one language; falls back to English, then to the id. */
export class Words {
  readonly language: string;
  readonly #bundles: readonly FluentBundle[];

  constructor({ language, bundles }: { language: string; bundles: readonly FluentBundle[] }) {
    this.language = language;
    this.#bundles = bundles;
  }

  /** How dates and times are written: days first and 24 hours where the words are English. */
  get dates(): string {
    return this.language === 'en' ? 'en-GB' : this.language;
  }

  /** The message `id`. Missing arguments show as their names; nothing is thrown at a reader. */
  say(id: string, args: Args = {}): string {
    for (const bundle of this.#bundles) {
      const message = bundle.getMessage(id);
      if (message?.value) return bundle.formatPattern(message.value, args, []);
    }
    return id;
  }

  /** Whether the message exists, for texts that only some profiles have. */
  has(id: string): boolean {
    return this.#bundles.some((bundle) => bundle.hasMessage(id));
  }

  /** The same words with more files first: the staff side brings its own. */
  with(...sources: readonly string[]): Words {
    const more = bundleOf(this.language, sources);
    return new Words({ language: this.language, bundles: [more, ...this.#bundles] });
  }
}

/**
 * One bundle. Isolation marks are off: the agreement's digest covers the text as the server
 * formats it, and the few names that appear in sentences stand in elements with `dir="auto"`.
 */
export function bundleOf(language: string, sources: readonly string[]): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  return bundle;
}

export function english(): Words {
  return new Words({ language: 'en', bundles: [bundleOf('en', [app, crisis, notice])] });
}

const OTHERS = import.meta.glob<string>(
  [
    '../../../policy/locales/*/app.ftl',
    '../../../policy/locales/*/crisis.ftl',
    '../../../policy/locales/*/notice.ftl',
    '!../../../policy/locales/en/*',
  ],
  { query: '?raw', import: 'default' },
);

/** The words of `language`, as far as there are files for it; English fills the gaps. */
export async function wordsFor(language: string): Promise<Words> {
  const base = english();
  if (language === 'en') return base;
  const paths = Object.keys(OTHERS).filter((path) => path.includes(`/locales/${language}/`));
  const sources = await Promise.all(paths.map((path) => OTHERS[path]?.() ?? ''));
  if (sources.length === 0) return base;
  return new Words({
    language,
    bundles: [bundleOf(language, sources), bundleOf('en', [app, crisis, notice])],
  });
}
