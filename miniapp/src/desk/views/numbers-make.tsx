// Making numbers, on the lead's device. Lives here: choosing a period, what came in, the preview, freezing
// and releasing after a question. Must not: sum or sign (state/).
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { shownTable } from '../../crypto/hiding.ts';
import type { ShownCounts } from '../state/chart.ts';
import type { HolderNumbers, HowFrozen, Preview } from '../state/numbers.ts';
import { endOf, type MadeTable } from '../state/summing.ts';
import { Counts, usePeriod } from './numbers-table.tsx';
import { useDate } from './parts.tsx';

function shownOf({ name, rows }: MadeTable): ShownCounts {
  const { cells, total } = shownTable(rows);
  return { name, total, rows: rows.map(([label], at) => ({ label, shown: cells[at] ?? '' })) };
}

function CameIn({ preview }: { preview: Preview }) {
  const say = useSay();
  const { taken, leftOut } = preview.summed;
  const alone = preview.tables.filter((one) => one.alone).length;
  return (
    <div class="stack">
      <p data-testid="numbers-came" data-count={taken}>
        {say('numbers-came', { count: taken })}
      </p>
      {leftOut > 0 && (
        <Note testId="numbers-left-out" kind="warning">
          <p>{say('numbers-left-out', { count: leftOut })}</p>
        </Note>
      )}
      <p class="field-hint">{say('numbers-missing')}</p>
      {alone > 0 && (
        <p data-testid="numbers-alone">{say('numbers-preview-alone', { count: alone })}</p>
      )}
    </div>
  );
}

/** Shown where the last thing was asked for. */
export function NumbersTrouble({ numbers }: { numbers: HolderNumbers }) {
  const say = useSay();
  const trouble = numbers.trouble.value;
  if (trouble === null) return null;
  return (
    <Note testId="numbers-trouble" kind="warning" urgent>
      <p>{say(`numbers-trouble-${trouble}`)}</p>
    </Note>
  );
}

function ShowPreview({ numbers, preview }: { numbers: HolderNumbers; preview: Preview }) {
  const say = useSay();
  const named = usePeriod()(preview.period);
  const [asking, setAsking] = useState(false);
  const freeze = async (): Promise<void> => {
    await numbers.freeze();
    setAsking(false);
  };
  return (
    <div class="stack" data-testid="numbers-preview">
      <CameIn preview={preview} />
      <h3>{say('numbers-preview')}</h3>
      {preview.tables.map((one) => (
        <Counts key={one.id} period={preview.period} table={shownOf(one)} level={4} />
      ))}
      <Button testId="numbers-freeze" kind="primary" onPress={() => setAsking(true)}>
        {say('numbers-freeze')}
      </Button>
      <NumbersTrouble numbers={numbers} />
      {asking && (
        <Confirm
          testId="freeze-confirm"
          title={say('numbers-freeze-title', { period: named })}
          yes={say('numbers-freeze-yes')}
          busy={numbers.busy.value}
          onYes={() => void freeze()}
          onNo={() => setAsking(false)}
        >
          <p>{say('numbers-freeze-why')}</p>
        </Confirm>
      )}
    </div>
  );
}

/** What can be done with the chosen period. */
function Chosen({ numbers, period }: { numbers: HolderNumbers; period: string }) {
  const say = useSay();
  const date = useDate();
  const frozen = numbers.frozen(period);
  const preview = numbers.preview.value;
  if (frozen !== null) {
    if (numbers.how.value?.period === period) return null;
    return (
      <p data-testid="numbers-fixed">
        {say(frozen.released ? 'numbers-fixed-released' : 'numbers-fixed')}
      </p>
    );
  }
  if (!numbers.isOver(period)) {
    // The last second of its last Sunday: the day by which people would name it.
    return (
      <p data-testid="numbers-until">{say('numbers-until', { date: date(endOf(period) - 1) })}</p>
    );
  }
  return (
    <>
      <Button
        testId="numbers-look"
        kind="soft"
        busy={numbers.busy.value}
        onPress={() => void numbers.look(period)}
      >
        {say('numbers-look')}
      </Button>
      {numbers.busy.value && preview === null && <Progress>{say('numbers-looking')}</Progress>}
      {preview?.period === period && <ShowPreview numbers={numbers} preview={preview} />}
    </>
  );
}

/** The preview is gone, and with it the place on the page: what came of it is brought into view. */
function HowItWent({ how }: { how: HowFrozen }) {
  const say = useSay();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={here}>
      <Note testId="numbers-how-frozen">
        <p data-how={how}>{say(`numbers-${how}`)}</p>
      </Note>
    </div>
  );
}

export function MakeNumbers({ numbers }: { numbers: HolderNumbers }) {
  const say = useSay();
  const named = usePeriod();
  const [picked, setPicked] = useState<string | null>(null);
  const choices = numbers.choices.value;
  if (choices.length === 0 || numbers.periods.value === null) return null;
  const due = choices.filter((one) => numbers.isOver(one) && numbers.frozen(one) === null);
  const chosen = picked ?? due[0] ?? choices[0] ?? '';
  const how = numbers.how.value;
  const state = (period: string): string => {
    const frozen = numbers.frozen(period);
    if (frozen !== null) return frozen.released ? 'released' : 'frozen';
    return numbers.isOver(period) ? 'due' : 'open';
  };
  return (
    <section class="card" data-testid="numbers-make">
      <h2>{say('numbers-make')}</h2>
      <p class="field-hint">{say('numbers-make-lead')}</p>
      <label class="field">
        <span class="field-label">{say('numbers-which')}</span>
        <select
          class="input"
          data-testid="numbers-which"
          value={chosen}
          onChange={(event) => setPicked(event.currentTarget.value)}
        >
          {choices.map((period) => (
            <option key={period} value={period}>
              {say('numbers-option', {
                period: named(period),
                state: say(`numbers-state-${state(period)}`),
              })}
            </option>
          ))}
        </select>
      </label>
      {how !== null && how.period === chosen && <HowItWent key={how.period} how={how.how} />}
      <Chosen key={chosen} numbers={numbers} period={chosen} />
    </section>
  );
}

/** Frozen, and nobody else sees it yet. */
export function Release({ numbers, period }: { numbers: HolderNumbers; period: string }) {
  const say = useSay();
  const named = usePeriod()(period);
  const [asking, setAsking] = useState(false);
  const release = async (): Promise<void> => {
    await numbers.release(period);
    setAsking(false);
  };
  return (
    <div class="stack">
      <p data-testid="numbers-not-released">{say('numbers-not-released')}</p>
      <Button testId="numbers-release" kind="primary" onPress={() => setAsking(true)}>
        {say('numbers-release')}
      </Button>
      {asking && (
        <Confirm
          testId="release-confirm"
          title={say('numbers-release-title', { period: named })}
          yes={say('numbers-release-yes')}
          busy={numbers.busy.value}
          onYes={() => void release()}
          onNo={() => setAsking(false)}
        >
          <p>{say('numbers-release-why')}</p>
        </Confirm>
      )}
    </div>
  );
}
