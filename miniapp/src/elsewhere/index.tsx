// Where somebody is, for whom to call. Lives here: choosing another country, and where to look for one that is
// not in the list. Must not: be imported otherwise than lazily (components/crisis.tsx), or tell what was chosen.
import { useId, useMemo } from 'preact/hooks';
import elsewhere from '../../../policy/locales/en/elsewhere.ftl?raw';
import { useSurroundings } from '../components/context.ts';
import type { Place } from '../components/crisis.tsx';

export function Elsewhere({ place }: { place: Place }) {
  const { words: outer, service, telegram } = useSurroundings();
  const words = useMemo(() => outer.with(elsewhere), [outer]);
  const id = useId();
  const { name, page, countries } = service.elsewhere;
  const url = `https://${page}`;
  const named = countries.map(({ country }) => ({
    country,
    label: words.say(`crisis-place-${country}`),
  }));
  named.sort((one, other) => one.label.localeCompare(other.label));
  return (
    <section class="field" data-testid="another-country">
      <label class="field-label" for={id}>
        {words.say('crisis-place')}
      </label>
      <select
        id={id}
        class="input"
        data-testid="country"
        value={place.country ?? ''}
        onChange={(event) => place.choose(event.currentTarget.value || null)}
      >
        <option value="">{words.say('crisis-place-here')}</option>
        {named.map(({ country, label }) => (
          <option key={country} value={country}>
            {label}
          </option>
        ))}
      </select>
      <p class="field-hint">{words.say('crisis-place-kept')}</p>
      <p>{words.say('crisis-place-other')}</p>
      <a
        class="contact-way"
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        data-testid="elsewhere-page"
        onClick={(event) => {
          event.preventDefault();
          telegram.openLink(url);
        }}
      >
        {words.say('crisis-place-page', { name, page })}
      </a>
    </section>
  );
}
