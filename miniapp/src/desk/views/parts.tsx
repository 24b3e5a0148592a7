// Small parts of the staff side. Lives here: words in a grid, dates, waiting times, the strength of a
// passphrase, printing. Must not: state of the desk.
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { SHORTEST_PASSPHRASE } from '../../keys/keeping.ts';

/** Words to compare or keep, numbered. `large` for reading them out. */
export function WordGrid(props: {
  readonly testId: string;
  readonly words: readonly string[];
  readonly large?: boolean;
}) {
  return (
    <ol class={props.large === true ? 'words desk-large' : 'words'} data-testid={props.testId}>
      {props.words.map((word, at) => (
        <li class="word" key={at} data-testid="word">
          {word}
        </li>
      ))}
    </ol>
  );
}

export function useDate(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    new Date(seconds * 1000).toLocaleDateString(words.dates, { dateStyle: 'long' });
}

/** "40 minutes", "3 hours", "2 days": coarser the longer it takes. */
export function useSpan(): (minutes: number) => string {
  const say = useSay();
  return (minutes) => {
    if (minutes < 120) return say('desk-minutes', { minutes });
    if (minutes < 48 * 60) return say('desk-hours', { hours: Math.round(minutes / 60) });
    return say('desk-days', { days: Math.round(minutes / (24 * 60)) });
  };
}

export type Strength = 'short' | 'fair' | 'good' | 'strong';

/** By length and words alone: rules about signs make people choose worse ones. */
export function strengthOf(passphrase: string): Strength {
  const length = [...passphrase.normalize('NFKC')].length;
  if (length < SHORTEST_PASSPHRASE) return 'short';
  const words = new Set(passphrase.trim().toLowerCase().split(/\s+/)).size;
  if (length >= 28 || words >= 5) return 'strong';
  return length >= 20 || words >= 4 ? 'good' : 'fair';
}

const SHARE: Readonly<Record<Strength, number>> = { short: 0, fair: 40, good: 70, strong: 100 };

export function StrengthMeter({ passphrase }: { passphrase: string }) {
  const say = useSay();
  if (passphrase === '') return null;
  const strength = strengthOf(passphrase);
  const length = [...passphrase.normalize('NFKC')].length;
  const share = strength === 'short' ? (length / SHORTEST_PASSPHRASE) * 30 : SHARE[strength];
  const text =
    strength === 'short'
      ? say('desk-passphrase-short', { missing: SHORTEST_PASSPHRASE - length })
      : say(`desk-strength-${strength}`);
  return (
    <div class="stack" data-testid="strength" data-strength={strength}>
      <div class="desk-meter" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </div>
      <div class="field-hint" role="status">
        {text}
      </div>
    </div>
  );
}

export function PrintButton() {
  const say = useSay();
  return (
    <div class="stack desk-no-print">
      <Button testId="print" kind="soft" onPress={() => window.print()}>
        {say('desk-print')}
      </Button>
      <p class="field-hint">{say('desk-print-else')}</p>
    </div>
  );
}
