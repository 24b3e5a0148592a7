// Did you write them down? Lives here: choosing three of the twelve words. Must not: show the words in
// their order again.
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Choice } from '../components/field.tsx';

const ASKED = 3;
const OFFERED = 4;

function shuffled<T>(items: readonly T[]): readonly T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (at + 1);
    const [one, two] = [mixed[at] as T, mixed[other] as T];
    mixed[at] = two;
    mixed[other] = one;
  }
  return mixed;
}

interface Question {
  readonly place: number;
  readonly options: readonly string[];
}

/** Three places, each with its word among three others of the twelve. */
export function questions(words: readonly string[]): readonly Question[] {
  const places = shuffled(words.map((_, at) => at)).slice(0, ASKED);
  return [...places]
    .sort((a, b) => a - b)
    .map((place) => {
      const right = words[place] ?? '';
      const others = shuffled([...new Set(words.filter((word) => word !== right))]);
      return { place, options: shuffled([right, ...others.slice(0, OFFERED - 1)]) };
    });
}

export interface ConfirmWordsProps {
  readonly words: readonly string[];
  readonly onDone: () => void;
  readonly onAgain: () => void;
}

export function ConfirmWords({ words, onDone, onAgain }: ConfirmWordsProps) {
  const say = useSay();
  const asked = useMemo(() => questions(words), [words]);
  const [given, setGiven] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState(false);
  const complete = asked.every(({ place }) => given[place] !== undefined);
  const check = (): void => {
    if (asked.every(({ place }) => given[place] === words[place])) onDone();
    else setWrong(true);
  };
  return (
    <>
      <p>{say('card-keep-words-check')}</p>
      {asked.map(({ place, options }) => (
        <fieldset class="stack" key={place} data-testid="word-question" data-place={place + 1}>
          <legend class="field-label">{say('card-keep-words-place', { place: place + 1 })}</legend>
          {options.map((word) => (
            <Choice
              key={word}
              testId="word-option"
              type="radio"
              name={`word-${place}`}
              checked={given[place] === word}
              onPick={() => {
                setWrong(false);
                setGiven({ ...given, [place]: word });
              }}
            >
              {word}
            </Choice>
          ))}
        </fieldset>
      ))}
      {wrong && (
        <div class="field-fault" role="alert" data-testid="words-wrong">
          {say('card-keep-words-wrong')}
        </div>
      )}
      <Button testId="words-check" kind="soft" disabled={!complete} onPress={check}>
        {say('app-continue')}
      </Button>
      <Button testId="words-again" onPress={onAgain}>
        {say('card-keep-again')}
      </Button>
    </>
  );
}
