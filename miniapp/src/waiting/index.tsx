// What is known of a wait, loaded on the waiting screen. Lives here: asking how it stands, who is here and when
// next, and saying so when it is long. Must not: promise what the rota does not say; be imported at the start.
import { useEffect, useMemo, useState } from 'preact/hooks';
import again from '../../../policy/locales/en/again.ftl?raw';
import wait from '../../../policy/locales/en/wait.ftl?raw';
import { ApiError } from '../api/errors.ts';
import { count, flag, maybe, object, oneOf, type Reader, text } from '../api/shapes.ts';
import type { FirstWait, WaitAnswer } from '../api/types.ts';
import { Button } from '../components/button.tsx';
import { useSurroundings } from '../components/context.ts';
import { Note } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';
import type { Words } from '../words/words.ts';

const AGAIN_MS = 60_000;

const waitOf: Reader<WaitAnswer> = object<WaitAnswer>({
  zone: text,
  kept: flag,
  here: flag,
  until: maybe(count),
  next: maybe(count),
  minutes: count,
  late: flag,
  first: maybe(
    object<FirstWait>({
      otherwise: oneOf('after', 'shift', 'wait'),
      ends: maybe(count),
      here: flag,
      until: maybe(count),
      next: maybe(count),
    }),
  ),
});

/** Asked now, when the case changed, and every minute; what was known stays while the line is down. */
function useWait(student: Student): WaitAnswer | null {
  const [known, setKnown] = useState<WaitAnswer | null>(null);
  const found = student.case.value;
  const answer = found?.answer.value;
  const api = student.inside.value?.account.api ?? null;
  useEffect(() => {
    if (found === null || api === null) return;
    let here = true;
    const ask = async (): Promise<void> => {
      try {
        const told = waitOf(await api.ask('GET', `/api/cases/${found.id}/wait`));
        if (here) setKnown(told);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [found, answer, api]);
  return known;
}

function lineOf(known: WaitAnswer): { id: string; at: number | null } {
  if (known.here && known.until != null) return { id: 'wait-here', at: known.until };
  return known.next == null
    ? { id: 'wait-next-none', at: null }
    : { id: 'wait-next', at: known.next };
}

interface FirstProps {
  readonly student: Student;
  readonly first: FirstWait;
  readonly kept: boolean;
  readonly words: Words;
}

/** What they chose, and when that worker is here; the same whatever the worker made of it. */
function WaitFirst({ student, first, kept, words }: FirstProps) {
  const [failed, setFailed] = useState(false);
  const found = student.case.value;
  const api = student.inside.value?.account.api ?? null;
  const when = (at: number): string =>
    new Date(at * 1000).toLocaleString(words.dates, {
      ...{ weekday: 'long', day: 'numeric', month: 'long' },
      ...{ hour: '2-digit', minute: '2-digit', hour12: false },
    });
  const over = first.ends != null && first.ends <= student.now();
  const everybody = async (): Promise<void> => {
    try {
      await api?.ask('DELETE', `/api/requests/${found?.id}/first`);
      await student.refresh();
      setFailed(false);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed(true);
    }
  };
  if (over) return <p data-testid="wait-first-over">{words.say('again-wait-over')}</p>;
  const next = first.here ? first.until : first.next;
  return (
    <section class="card stack" data-testid="wait-first" data-otherwise={first.otherwise}>
      <p>
        {words.say(`again-wait-${first.otherwise}`, {
          time: first.ends == null ? '' : when(first.ends),
        })}
      </p>
      {kept && (
        <p class="field-hint" data-testid="wait-first-next">
          {next == null
            ? words.say('again-wait-none')
            : words.say(first.here ? 'again-wait-here' : 'again-wait-next', { time: when(next) })}
        </p>
      )}
      <Button testId="wait-everybody" kind="soft" onPress={() => void everybody()}>
        {words.say('again-wait-everybody')}
      </Button>
      {failed && (
        <p class="field-fault" role="alert">
          {words.say('app-failed')}
        </p>
      )}
    </section>
  );
}

/** Nothing where there is no rota: then the screen says that nobody knows. */
export function WaitTold({ student, instead }: { student: Student; instead: string }) {
  const around = useSurroundings();
  const words = useMemo(() => around.words.with(wait, again), [around.words]);
  const known = useWait(student);
  if (known === null) return <p class="lead">{instead}</p>;
  const { id, at } = lineOf(known);
  const format = { weekday: 'long', hour: '2-digit', minute: '2-digit' } as const;
  const day = { day: 'numeric', month: 'long' } as const;
  const time =
    at === null
      ? ''
      : new Date(at * 1000).toLocaleString(words.dates, { ...day, ...format, hour12: false });
  const hours = Math.floor(known.minutes / 60);
  const { first } = known;
  return (
    <>
      {first != null && (
        <WaitFirst student={student} first={first} kept={known.kept} words={words} />
      )}
      <p class="lead" data-testid="wait-told" data-here={known.here} data-kept={known.kept}>
        {known.kept ? words.say(id, { time }) : instead}
      </p>
      {known.late && (
        <Note testId="wait-late" kind="warning">
          <p>
            <b>{words.say('wait-late-title')}</b>
          </p>
          <p>
            {hours > 0 && `${words.say('wait-hours', { hours })} `}
            {words.say('wait-late')}
          </p>
        </Note>
      )}
    </>
  );
}
