// By which ways a student may be reached outside the app (R5). Lives here: the boxes where it is asked, and how it
// reads. Must not: seal it (crypto/capsule.ts, crypto/handover.ts), or ask where no number or address is given.
import { useId } from 'preact/hooks';
import words from '../../../policy/locales/en/ways.ftl?raw';
import { readWays, WAYS, type Way, writeWays } from '../crypto/ways.ts';
import { useSay, wordsOf } from './context.ts';
import { Choice } from './field.tsx';

export const WithWaysWords = wordsOf(words);

export interface WaysProps {
  /** As crypto/ways.ts writes it; empty where nothing was said. */
  readonly said: string;
  readonly onChange: (said: string) => void;
}

function Boxes({ said, onChange }: WaysProps) {
  const say = useSay();
  const id = useId();
  const picked = readWays(said);
  const pick = (way: Way, on: boolean): void => {
    const next = WAYS.filter((one) => (one === way ? on : picked.includes(one)));
    const text = writeWays(next);
    onChange(readWays(text).length === 0 ? '' : text);
  };
  return (
    <fieldset class="stack" aria-describedby={id} data-testid="ways">
      <legend class="field-label">{say('ways-outside')}</legend>
      <p class="field-hint" id={id}>
        {say('ways-outside-why')}
      </p>
      {WAYS.map((way) => (
        <Choice
          key={way}
          testId={`ways-${way}`}
          type="checkbox"
          name="ways"
          checked={picked.includes(way)}
          disabled={way === 'voicemail' && !picked.includes('call')}
          onPick={(on) => pick(way, on)}
        >
          {say(`ways-${way}`)}
        </Choice>
      ))}
      <Choice
        testId="ways-none"
        type="checkbox"
        name="ways"
        checked={said !== '' && picked.length === 0}
        onPick={(on) => onChange(on ? writeWays([]) : '')}
      >
        {say('ways-none')}
      </Choice>
    </fieldset>
  );
}

/** The boxes, with their own words. */
export function Ways(props: WaysProps) {
  return (
    <WithWaysWords>
      <Boxes {...props} />
    </WithWaysWords>
  );
}

/** In words, where {@link WithWaysWords} are around. */
export function waysInWords(say: (id: string) => string, said: string): string {
  if (said === '') return say('ways-said-nothing');
  const ways = readWays(said);
  return ways.length === 0
    ? say('ways-said-none')
    : ways.map((way) => say(`ways-said-${way}`)).join(' · ');
}

function Said({ said }: { said: string }) {
  const say = useSay();
  return (
    <div>
      <dt>{say('ways-said')}</dt>
      <dd data-testid="identity-ways">{waysInWords(say, said)}</dd>
    </div>
  );
}

/** One entry of a list of facts, beside the data that it is about. */
export function WaysSaid(props: { readonly said: string }) {
  return (
    <WithWaysWords>
      <Said {...props} />
    </WithWaysWords>
  );
}
