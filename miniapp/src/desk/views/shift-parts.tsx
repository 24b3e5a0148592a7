// Times of shifts. Lives here: how a moment, a time of day and a weekday are written, and a field for a
// moment. Must not: whose they are.
import { useId, useState } from 'preact/hooks';
import { useSurroundings } from '../../components/context.ts';

/** Unix seconds → "Tuesday 24 November, 18:00", by the clock of `zone`, or the device's own. */
export function useMoment(zone?: string): (seconds: number) => string {
  const { words } = useSurroundings();
  const format = new Intl.DateTimeFormat(words.dates, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  return (seconds) => format.format(seconds * 1000);
}

/** Unix seconds → "18:00" by the clock of `zone`. */
export function useClock(zone: string): (seconds: number) => string {
  const { words } = useSurroundings();
  const format = new Intl.DateTimeFormat(words.dates, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  });
  return (seconds) => format.format(seconds * 1000);
}

/** Unix seconds → "Tuesday 24 November" by the calendar of `zone`. */
export function useDay(zone: string): (seconds: number) => string {
  const { words } = useSurroundings();
  const format = new Intl.DateTimeFormat(words.dates, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  return (seconds) => format.format(seconds * 1000);
}

/** 0 is Monday. */
export function useWeekday(): (weekday: number) => string {
  const { words } = useSurroundings();
  const format = new Intl.DateTimeFormat(words.dates, { weekday: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return (weekday) => format.format((4 + weekday) * 86_400_000);
}

/** Minutes of the day → "18:00". */
export function clockOf(minutes: number): string {
  const day = minutes % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
}

/** "18:00" → minutes of the day; null for anything else. */
export function minutesOf(clock: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(clock);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes < 1440 ? minutes : null;
}

/** Unix seconds → what a `datetime-local` field holds, by the device's clock. */
export function fieldOf(seconds: number): string {
  const local = new Date(seconds * 1000);
  const shifted = new Date(local.getTime() - local.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The other way round; null while it is empty or half filled in. */
export function momentOf(field: string): number | null {
  const at = field === '' ? Number.NaN : new Date(field).getTime();
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

export interface WhenProps {
  readonly testId: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | null;
  readonly value: string;
  readonly type?: 'datetime-local' | 'time' | 'date';
  readonly onInput: (value: string) => void;
}

/** A field for a day, a time, or both. */
export function When(props: WhenProps) {
  const id = useId();
  const { hint, fault } = props;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {hint !== undefined && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <input
        id={id}
        class="input"
        type={(props.type ?? 'datetime-local') as 'time'}
        data-testid={props.testId}
        value={props.value}
        aria-invalid={Boolean(fault)}
        aria-describedby={fault ? `${id}-fault` : hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {fault && (
        <div class="field-fault" id={`${id}-fault`} role="alert">
          {fault}
        </div>
      )}
    </div>
  );
}

export interface PickProps<Value extends string> {
  readonly testId: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onPick: (value: Value) => void;
}

/** Who or what was picked, for as long as the list has it, however often that comes anew; else its first. */
export function useOneOf(
  options: readonly { readonly value: string }[],
): readonly [string, (value: string) => void] {
  const [picked, setPicked] = useState<string | null>(null);
  const there = picked !== null && options.some(({ value }) => value === picked);
  return [there ? picked : (options[0]?.value ?? ''), setPicked];
}

/** One of a few. */
export function Pick<Value extends string>(props: PickProps<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <select
        id={id}
        class="input"
        data-testid={props.testId}
        value={props.value}
        onChange={(event) => {
          const picked = props.options.find((one) => one.value === event.currentTarget.value);
          if (picked !== undefined) props.onPick(picked.value);
        }}
      >
        {props.options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    </div>
  );
}
