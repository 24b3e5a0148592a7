// The holders' numbers. Lives here: the frozen periods to read, save and copy. Must not: making them
// (numbers-make.tsx), one table (numbers-table.tsx).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Fold, Note, Progress } from '../../components/parts.tsx';
import { csvOf, type ShownCounts } from '../state/chart.ts';
import type { FrozenPeriod, FrozenTable, HolderNumbers } from '../state/numbers.ts';
import { useOpened } from './fresh.ts';
import { MakeNumbers, NumbersTrouble, Release } from './numbers-make.tsx';
import { copyText, csvFile, saveFile } from './numbers-save.ts';
import { Counts, usePeriod } from './numbers-table.tsx';
import './numbers.css';

const shownOf = ({ table }: FrozenTable): ShownCounts => ({
  name: table.name,
  rows: table.cells,
  total: table.total,
});

function SaveText({ period, text }: { period: string; text: string }) {
  const say = useSay();
  const [copied, setCopied] = useState<'no' | 'yes' | 'not'>('no');
  const copy = async (): Promise<void> => setCopied((await copyText(text)) ? 'yes' : 'not');
  return (
    <div class="stack">
      <div class="row">
        <Button
          testId="numbers-csv"
          kind="small"
          onPress={() => saveFile(`numbers-${period}.csv`, csvFile(text))}
        >
          {say('numbers-csv')}
        </Button>
        <Button testId="numbers-copy" kind="small" onPress={() => void copy()}>
          {say(copied === 'yes' ? 'numbers-copied' : 'numbers-copy')}
        </Button>
      </div>
      <p class="field-hint">{say('numbers-save-else')}</p>
      {copied === 'not' && (
        <>
          <p class="field-hint" role="alert">
            {say('numbers-copy-not')}
          </p>
          <textarea
            class="input numbers-text"
            readOnly
            data-testid="numbers-text"
            aria-label={say('numbers-text')}
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        </>
      )}
    </div>
  );
}

function Period({ numbers, found }: { numbers: HolderNumbers; found: FrozenPeriod }) {
  const say = useSay();
  const { period, tables, released, broken } = found;
  const words = {
    period: usePeriod()(period),
    total: say('numbers-total'),
    hidden: say('numbers-hidden'),
    head: [
      say('numbers-period'),
      say('numbers-table'),
      say('numbers-row'),
      say('numbers-count'),
    ] as const,
  };
  const sure = tables.filter((one) => one.certain);
  return (
    <>
      {!released && numbers.isLead && <Release numbers={numbers} period={period} />}
      {released && numbers.isLead && (
        <p class="field-hint" data-testid="numbers-released">
          {say('numbers-released')}
        </p>
      )}
      {broken > 0 && (
        <Note testId="numbers-broken" kind="warning">
          <p>{say('numbers-broken', { count: broken })}</p>
        </Note>
      )}
      {sure.length > 0 && <SaveText period={period} text={csvOf(sure.map(shownOf), words)} />}
      {tables.map((one, at) => (
        <Counts
          key={one.table.name}
          period={period}
          table={shownOf(one)}
          level={2}
          file={`numbers-${period}-${at + 1}.png`}
          uncertain={!one.certain}
        />
      ))}
    </>
  );
}

function Periods({ numbers }: { numbers: HolderNumbers }) {
  const say = useSay();
  const named = usePeriod();
  const [open, setOpen] = useState<string | null | undefined>(undefined);
  const periods = numbers.periods.value;
  if (periods === null) {
    return numbers.trouble.value === null ? <Progress>{say('app-loading')}</Progress> : null;
  }
  if (periods.length === 0) return <p data-testid="numbers-none">{say('numbers-none')}</p>;
  // The newest is open until somebody closes it.
  const current = open === undefined ? periods[0]?.period : open;
  return (
    <div class="stack" data-testid="numbers-periods">
      {periods.map((found) => {
        const { period, released } = found;
        return (
          <Fold
            key={period}
            testId={`period-${period}`}
            title={named(period)}
            value={say(released ? 'numbers-state-released' : 'numbers-state-frozen')}
            open={current === period}
            onToggle={() => setOpen(current === period ? null : period)}
          >
            <Period numbers={numbers} found={found} />
          </Fold>
        );
      })}
    </div>
  );
}

export function Numbers({ numbers }: { numbers: HolderNumbers }) {
  const say = useSay();
  useOpened(numbers.fresh);
  return (
    <>
      <p class="lead">{say('numbers-lead')}</p>
      {numbers.preview.value === null && <NumbersTrouble numbers={numbers} />}
      {numbers.isLead && <MakeNumbers numbers={numbers} />}
      <Periods numbers={numbers} />
      <section class="card">
        <h2>{say('numbers-how')}</h2>
        <p>{say('numbers-how-rules')}</p>
        <p>{say('numbers-how-counted')}</p>
      </section>
    </>
  );
}
