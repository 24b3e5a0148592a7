// The list of languages. Lives here: one to choose. Must not: be imported otherwise than lazily (language.tsx).
import { useId } from 'preact/hooks';
import { LANGUAGES } from '../words/languages.ts';
import { useSay, useSurroundings } from './context.ts';

/** Each language under its own name. */
export function Choice({ onChoose }: { onChoose: (code: string) => void }) {
  const say = useSay();
  const id = useId();
  const { words } = useSurroundings();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {say('language-choose')}
      </label>
      <select
        id={id}
        class="input"
        data-testid="language"
        value={words.language}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {LANGUAGES.map(({ code, name, direction }) => (
          <option key={code} value={code} lang={code} dir={direction}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
