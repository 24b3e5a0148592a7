// What is asked about the end of a degree (docs/protocol.md §26). Lives here: month and year, what is kept of
// them, and their two boxes. Must not: where they stand (degree.tsx, degree-fold.tsx).
import { useEffect, useId, useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { flag, maybe, object, type Reader, text } from '../api/shapes.ts';
import { useSay, useSurroundings } from '../components/context.ts';
import type { Student } from '../state/student.ts';
import { dateAt } from '../words/dates.ts';

const YEARS_AHEAD = 9;
const PAST_MONTHS = 12;
const FUTURE_MONTHS = 12 * YEARS_AHEAD;
const PATH = '/api/me/degree';

interface Answer {
  readonly asked: boolean;
  readonly month: string | null;
}

const answer: Reader<Answer> = object<Answer>({ asked: flag, month: maybe(text) });

/** Whether the service takes this month (intake/degrees.py): it is not offered otherwise. `now`: Unix seconds. */
export function isTaken(year: string, month: string, now: number): boolean {
  const today = dateAt(now);
  const years = Number(year) - today.getUTCFullYear();
  const ahead = years * 12 + Number(month) - 1 - today.getUTCMonth();
  return -PAST_MONTHS <= ahead && ahead <= FUTURE_MONTHS;
}

/** `loading`, or `absent` where the policy does not ask, or it could not be asked. */
type State = 'loading' | 'absent' | 'idle' | 'saved' | 'failed';

export interface Degree {
  readonly state: State;
  /** As `2028-06`, what the service has; null where nothing was said. */
  readonly kept: string | null;
  readonly year: string;
  readonly month: string;
  readonly pick: (part: 'year' | 'month', value: string) => void;
  /** It is on its way: another answer now could come to be kept before it. */
  readonly saving: boolean;
  /** Null takes it back. True when it was kept. */
  readonly save: (month: string | null) => Promise<boolean>;
}

export function useDegree(student: Student): Degree {
  const [state, setState] = useState<State>('loading');
  const [saving, setSaving] = useState(false);
  const [kept, setKept] = useState<string | null>(null);
  const [year, setYear] = useState('');
  const [month, setMonth] = useState('');
  const api = student.inside.value?.account.api;
  const show = (found: string | null): void => {
    setKept(found);
    setYear(found?.slice(0, 4) ?? '');
    setMonth(found?.slice(5) ?? '');
  };
  const load = async (): Promise<void> => {
    try {
      const { asked, month: found } = answer(await api?.ask('GET', PATH));
      show(found);
      setState(asked ? 'idle' : 'absent');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('absent');
    }
  };
  const save = async (said: string | null): Promise<boolean> => {
    setSaving(true);
    try {
      await api?.ask('PUT', PATH, { month: said });
      // What was picked meanwhile stays picked.
      if (said === null) show(null);
      else setKept(said);
      setState('saved');
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
      return false;
    } finally {
      setSaving(false);
    }
  };
  useEffect(() => void load(), []);
  const pick = (part: 'year' | 'month', value: string): void => {
    (part === 'year' ? setYear : setMonth)(value);
    if (part === 'year' && !isTaken(value, month, student.now())) setMonth('');
  };
  return { state, kept, year, month, pick, saving, save };
}

interface PickProps {
  readonly testId: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, shown: string])[];
  readonly onPick: (value: string) => void;
}

function Pick({ testId, label, value, options, onPick }: PickProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="input"
        data-testid={testId}
        value={value}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        <option value="" />
        {options.map(([each, shown]) => (
          <option key={each} value={each}>
            {shown}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The names of the months, in the reader's language. */
function useMonths(): readonly (readonly [value: string, shown: string])[] {
  const { words } = useSurroundings();
  return Array.from({ length: 12 }, (_, at) => {
    const first = new Date(Date.UTC(2028, at, 1));
    const name = first.toLocaleDateString(words.dates, { month: 'long', timeZone: 'UTC' });
    return [`${at + 1}`.padStart(2, '0'), name] as const;
  });
}

/** The boxes for month and year, and what became of saving. */
export function DegreePicks({ student, degree }: { student: Student; degree: Degree }) {
  const say = useSay();
  const { service } = useSurroundings();
  const months = useMonths();
  const first = dateAt(student.now()).getUTCFullYear() - 1;
  const { year } = degree;
  const taken = (month: string): boolean => year === '' || isTaken(year, month, student.now());
  const years = Array.from({ length: YEARS_AHEAD + 2 }, (_, at) => `${first + at}`);
  return (
    <>
      <p class="field-hint">{say('rights-degree-why', { days: service.retention_days })}</p>
      <Pick
        testId="degree-month"
        label={say('rights-degree-month')}
        value={degree.month}
        options={months.filter(([month]) => taken(month))}
        onPick={(value) => degree.pick('month', value)}
      />
      <Pick
        testId="degree-year"
        label={say('rights-degree-year')}
        value={degree.year}
        options={years.map((one) => [one, one])}
        onPick={(value) => degree.pick('year', value)}
      />
    </>
  );
}
