// The directory on screen. Lives here: searching, the entries by category, what is out of date. Must not: leave
// an entry out because of its age; that is for whoever reads it.
import { useEffect, useState } from 'preact/hooks';
import type { Signpost } from '../api/types.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Field } from '../components/field.tsx';
import { cardOf } from './card.ts';
import { ageOf, byCategory, saidIn, search } from './reading.ts';
import { Ways } from './ways.tsx';

export interface EntriesProps {
  /** Takes one into a message, as a card; null for whoever only looks. */
  readonly onInsert: ((card: string) => void) | null;
}

interface EntryProps extends EntriesProps {
  readonly one: Signpost;
  readonly recheckDays: number;
}

function Entry({ one, recheckDays, onInsert }: EntryProps) {
  const say = useSay();
  const { words } = useSurroundings();
  const age = ageOf(one, recheckDays, Date.now());
  const day = (iso: string): string =>
    new Date(iso).toLocaleDateString(words.dates, { dateStyle: 'long', timeZone: 'UTC' });
  const region = new Intl.DisplayNames([words.dates], { type: 'region' });
  const { name, what, hours, where, country, checked } = one;
  return (
    <li class="signpost" data-testid="signpost" data-code={one.code} data-age={age}>
      <div class="field-label" lang={one.language ?? 'en'} dir="auto">
        {name}
      </div>
      <p lang={one.language ?? 'en'} dir="auto">
        {what}
      </p>
      {hours !== '' && (
        <p class="field-hint">
          {say('signposts-hours')}{' '}
          <bdi lang={one.language ?? 'en'} data-testid="signpost-hours">
            {hours}
          </bdi>
        </p>
      )}
      {where !== '' && (
        <p lang={one.language ?? 'en'} dir="auto">
          {where}
        </p>
      )}
      {country && (
        <p class="field-hint">
          {say('signposts-country', { country: region.of(country) ?? country })}
        </p>
      )}
      <Ways one={one} />
      <p class={age === 'fresh' ? 'field-hint' : 'signpost-old'} data-testid="signpost-age">
        {age === 'unchecked'
          ? say('signposts-unchecked')
          : say(age === 'fresh' ? 'signposts-checked' : 'signposts-outdated', {
              date: day(checked ?? ''),
            })}
      </p>
      {onInsert !== null && (
        <Button
          testId="signpost-insert"
          kind="soft"
          label={say('signposts-insert-what', { name })}
          onPress={() => onInsert(cardOf(one, age, say))}
        >
          {say('signposts-insert')}
        </Button>
      )}
    </li>
  );
}

/** That some are in another language than the screen's: nobody has written them in this one. */
function OtherLanguages({ shown }: { shown: readonly Signpost[] }) {
  const say = useSay();
  const { words } = useSurroundings();
  const others = new Set(shown.map((one) => one.language ?? 'en'));
  others.delete(words.language);
  if (others.size === 0) return null;
  const names = new Intl.DisplayNames([words.dates], { type: 'language' });
  const languages = [...others].map((code) => names.of(code) ?? code).join(', ');
  return (
    <p class="field-hint" data-testid="signposts-languages">
      {say('signposts-languages', { languages })}
    </p>
  );
}

export function Entries({ onInsert }: EntriesProps) {
  const say = useSay();
  const { signposts, words } = useSurroundings();
  const [query, setQuery] = useState('');
  useEffect(() => void signposts.load(), [signposts]);
  const all = signposts.found.value;
  if (all === null) {
    return signposts.failed.value ? (
      <>
        <p role="alert">{say('signposts-failed')}</p>
        <Button testId="signposts-again" kind="soft" onPress={() => void signposts.load()}>
          {say('app-try-again')}
        </Button>
      </>
    ) : (
      <p role="status">{say('app-loading')}</p>
    );
  }
  const category = (code: string): string => say(`signposts-category-${code}`);
  const found = search(saidIn(all.signposts, words.language), query, category);
  return (
    <>
      <p>{say(onInsert === null ? 'signposts-lead' : 'signposts-lead-worker')}</p>
      <Field
        testId="signposts-search"
        label={say('signposts-search')}
        hint={say('signposts-search-hint')}
        value={query}
        onInput={setQuery}
        longest={100}
      />
      <OtherLanguages shown={found} />
      <p class="field-hint" role="status" data-testid="signposts-count" data-count={found.length}>
        {found.length === 0
          ? say('signposts-none')
          : say('signposts-found', { count: found.length })}
      </p>
      {byCategory(found).map(([code, entries]) => (
        <section key={code}>
          <h3>{category(code)}</h3>
          <ul class="signposts">
            {entries.map((one) => (
              <Entry key={one.code} {...{ one, onInsert }} recheckDays={all.recheck_days} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
