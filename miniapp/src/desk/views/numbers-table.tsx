// One table of counts. Lives here: its chart and, beside it, the same as a table; the picture to save. Must
// not: what was counted, or the layout of a chart (state/chart.ts).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import { type Chart, chartOf, type ShownCounts, said } from '../state/chart.ts';
import { canCopyPictures, copyPicture, pngOf, saveFile } from './numbers-save.ts';

/** "October 2026", "September to December 2026"; what is no period as it is. */
export function usePeriod(): (period: string) => string {
  const say = useSay();
  return (period) => {
    const [, year, rest] = /^([0-9]{4})-([0-9]{1,2})$/.exec(period) ?? [];
    if (year === undefined || rest === undefined) return period;
    const text = rest.length === 1 ? 'numbers-term' : 'numbers-month';
    return say(text, { number: Number(rest), year });
  };
}

function Picture({ chart, label }: { chart: Chart; label: string }) {
  const { width, height, bars, texts } = chart;
  return (
    <svg
      class="numbers-chart"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      data-testid="numbers-chart"
    >
      {bars.map(({ hidden, ...bar }) => (
        <rect
          key={bar.y}
          {...bar}
          rx="2"
          class={hidden ? 'numbers-hidden' : 'numbers-bar'}
          data-testid="numbers-bar"
        />
      ))}
      {texts.map(({ x, y, text, size, weight }) => (
        <text
          key={`${x} ${y}`}
          class="numbers-label"
          x={x}
          y={y}
          font-size={size}
          font-weight={weight}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}

function SavePicture({ chart, file }: { chart: Chart; file: string }) {
  const say = useSay();
  const [how, setHow] = useState<'idle' | 'copied' | 'failed'>('idle');
  const save = async (): Promise<void> => {
    const png = await pngOf(chart);
    if (png !== null) saveFile(file, png);
    setHow(png === null ? 'failed' : 'idle');
  };
  const copy = async (): Promise<void> => {
    setHow((await copyPicture(pngOf(chart))) ? 'copied' : 'failed');
  };
  return (
    <>
      <div class="row">
        <Button testId="numbers-png" kind="small" onPress={() => void save()}>
          {say('numbers-png')}
        </Button>
        {canCopyPictures() && (
          <Button testId="numbers-png-copy" kind="small" onPress={() => void copy()}>
            {say(how === 'copied' ? 'numbers-copied' : 'numbers-png-copy')}
          </Button>
        )}
      </div>
      {how === 'failed' && (
        <p class="field-hint" role="alert">
          {say('numbers-png-not')}
        </p>
      )}
    </>
  );
}

export interface CountsProps {
  readonly period: string;
  readonly table: ShownCounts;
  /** Of its heading. */
  readonly level: 2 | 4;
  /** The picture's name, where it may be saved. */
  readonly file?: string;
  /** Nobody whom this device trusts has signed it. */
  readonly uncertain?: boolean;
}

export function Counts({ period, table, level, file, uncertain }: CountsProps) {
  const say = useSay();
  const named = usePeriod()(period);
  const words = {
    period: named,
    total: say('numbers-total'),
    hidden: say('numbers-hidden'),
  };
  const chart = chartOf(table, words, { titled: false });
  const Title = `h${level}` as const;
  return (
    <section
      class="numbers-counts stack"
      data-testid="numbers-counts"
      data-certain={uncertain !== true}
    >
      <Title>{table.name}</Title>
      {uncertain === true && (
        <Note testId="numbers-uncertain" kind="warning">
          <p>{say('numbers-uncertain')}</p>
          <p>{say('numbers-uncertain-rows')}</p>
        </Note>
      )}
      {table.total === '0' && <p>{say('numbers-nothing')}</p>}
      {table.total !== '0' && (
        <div class="numbers-both">
          <Picture
            chart={chart}
            label={say('numbers-chart', { name: table.name, period: named })}
          />
          <table class="numbers-table" data-testid="numbers-table">
            <caption class="unseen">{`${table.name}, ${named}`}</caption>
            <thead>
              <tr>
                <th scope="col">{say('numbers-row')}</th>
                <th scope="col">{say('numbers-count')}</th>
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ label, shown }) => (
                <tr key={label}>
                  <th scope="row" dir="auto">
                    {label}
                  </th>
                  <td>{said(shown, words)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{words.total}</th>
                <td data-testid="numbers-total">{said(table.total, words)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      {file !== undefined && uncertain !== true && table.total !== '0' && (
        <SavePicture chart={chartOf(table, words, { titled: true })} file={file} />
      )}
    </section>
  );
}
