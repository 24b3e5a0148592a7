// Who came to what is yours. Lives here: the list in words, opened identities with their notes, and what is
// not listed and why. Must not: be imported otherwise than lazily.
import { useEffect, useState } from 'preact/hooks';
import accesses from '../../../policy/locales/en/accesses.ftl?raw';
import grounds from '../../../policy/locales/en/grounds.ftl?raw';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings, wordsOf } from '../components/context.ts';
import { Note, Progress } from '../components/parts.tsx';
import { useGround } from '../components/policy.ts';
import type { Student } from '../state/student.ts';
import { dateAt } from '../words/dates.ts';
import type { Access } from './answer.ts';
import { type Accesses as Found, type Opening, readAccesses } from './state.ts';

/** More than this is one tap away. */
const SHOWN = 20;
const HOUR = 3600;

/** "Saturday 21 November 2026, 14:00 to 15:00": the service keeps no finer time. */
function useHour(): (seconds: number) => string {
  const say = useSay();
  const { words } = useSurroundings();
  const clock = (at: number): string =>
    dateAt(at).toLocaleTimeString(words.dates, { hour: '2-digit', minute: '2-digit' });
  return (seconds) =>
    say('accesses-hour', {
      date: dateAt(seconds).toLocaleDateString(words.dates, { dateStyle: 'long' }),
      from: clock(seconds),
      to: clock(seconds + HOUR),
    });
}

/** The words of `id`, or of what stands for everything that these words do not know. */
function useOr(): (id: string, other: string) => string {
  const say = useSay();
  const { words } = useSurroundings();
  return (id, other) => say(words.has(id) ? id : other);
}

function Row({ access }: { access: Access }) {
  const hour = useHour();
  const or = useOr();
  const { role, what } = access;
  return (
    <li data-testid="access" data-what={what} data-role={role}>
      <div class="field-label">
        {or(`accesses-what-${what.replaceAll(/[._]/g, '-')}`, 'accesses-what-other')}
      </div>
      <div class="field-hint">
        {or(`accesses-role-${role}`, 'accesses-role-other')} · {hour(access.hour)}
      </div>
    </li>
  );
}

function Opened({ opening }: { opening: Opening }) {
  const say = useSay();
  const hour = useHour();
  const or = useOr();
  const ground = useGround();
  const { note, by } = opening;
  return (
    <div class="note" data-kind="warning" data-testid="opening">
      <h2>{say('accesses-opened')}</h2>
      <p class="field-hint">{hour(opening.hour)}</p>
      {note === null ? (
        <p data-testid="opening-unread">{say('accesses-opened-unread')}</p>
      ) : (
        <dl class="facts">
          <div>
            <dt>{say('accesses-ground')}</dt>
            <dd data-testid="opening-ground">{ground(note.ground).title}</dd>
          </div>
          <div>
            <dt>{say('accesses-why')}</dt>
            <dd class="bubble-text" dir="auto" data-testid="opening-why">
              {note.why}
            </dd>
          </div>
          <div>
            <dt>{say('accesses-told')}</dt>
            <dd dir="auto" data-testid="opening-told">
              {note.recipients.join(', ')}
            </dd>
          </div>
          <div>
            <dt>{say('accesses-fields')}</dt>
            <dd>{note.fields.map((one) => say(`accesses-field-${one}`)).join(', ')}</dd>
          </div>
          <div>
            <dt>{say('accesses-by')}</dt>
            <dd data-testid="opening-by" data-by={by ?? ''}>
              {by === null
                ? say('accesses-by-unsure')
                : or(`accesses-role-${by}`, 'accesses-role-other')}
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}

function List({ found }: { found: Found }) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const { accesses: every, openings } = found;
  const shown = all ? every : every.slice(0, SHOWN);
  return (
    <>
      {openings.map((one) => (
        <Opened key={one.id} opening={one} />
      ))}
      {every.length === 0 && openings.length === 0 && (
        <p data-testid="accesses-none">{say('accesses-none')}</p>
      )}
      <ul class="stack" data-testid="accesses">
        {shown.map((one, at) => (
          <Row key={every.length - at} access={one} />
        ))}
      </ul>
      {shown.length < every.length && (
        <Button testId="accesses-all" kind="soft" onPress={() => setAll(true)}>
          {say('accesses-all', { count: every.length })}
        </Button>
      )}
    </>
  );
}

function Body({ student }: { student: Student }) {
  const say = useSay();
  const [found, setFound] = useState<Found | 'failed' | null>(null);
  const inside = student.inside.value;
  const load = async (): Promise<void> => {
    if (inside === null) return;
    setFound(null);
    const { account, team } = inside;
    try {
      const me = account.bundle.identity;
      setFound(await readAccesses({ api: account.api, me, roster: team.openRoster() }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFound('failed');
    }
  };
  useEffect(() => void load(), [inside]);
  return (
    <>
      <p class="lead">{say('accesses-lead')}</p>
      {found === null && <Progress>{say('app-loading')}</Progress>}
      {found === 'failed' && (
        <Note testId="accesses-failed" kind="warning" urgent>
          <p>{say('accesses-failed')}</p>
          <Button testId="accesses-again" kind="soft" onPress={() => void load()}>
            {say('app-try-again')}
          </Button>
        </Note>
      )}
      {found !== null && found !== 'failed' && <List found={found} />}
      <p class="field-hint" data-testid="accesses-not-listed">
        {say('accesses-not-listed')}
      </p>
    </>
  );
}

const WithWords = wordsOf(accesses, grounds);

export function Accesses({ student }: { student: Student }) {
  return (
    <WithWords>
      <Body student={student} />
    </WithWords>
  );
}
