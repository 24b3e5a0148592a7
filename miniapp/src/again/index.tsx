// Talking again with the same worker, the student's side. Lives here: the question after the end, and whom the
// next request asks first. Must not: be imported otherwise than lazily, or say what the worker answered.
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { b64, flag, listOf, object, type Reader } from '../api/shapes.ts';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Choice } from '../components/field.tsx';
import { Fold } from '../components/parts.tsx';
import { fromBase64url, toBase64url } from '../crypto/bytes.ts';
import { eligibleWorkers } from '../crypto/roster.ts';
import { signWish } from '../crypto/wish.ts';
import {
  againOf,
  attempt,
  everyAgain,
  type MetRow,
  nameNoted,
  sayAgain,
  whoAgreed,
  withAgainKeys,
} from '../state/again.ts';
import type { AskFirst, FirstBody, Otherwise } from '../state/asking.ts';
import type { SealedRequest } from '../state/request.ts';
import type { Student } from '../state/student.ts';
import type { StudentCase } from '../state/student-case.ts';
import { WithAgainWords } from './words.ts';

export { Pause } from './pause.tsx';
export { AgainSaid } from './said.tsx';

interface QuestionProps {
  readonly student: Student;
  readonly found: StudentCase;
}

function Question({ found }: QuestionProps) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const [changing, setChanging] = useState(false);
  const { account } = found;
  const said = againOf(account.bundle, found.caseId)?.said ?? 'open';
  const name = found.worker.value || say('worker-unknown');
  const answer = async (yes: boolean): Promise<void> => {
    const epoch = found.room.value?.epoch ?? null;
    if (epoch === null) return;
    setState('busy');
    const now = Math.floor(Date.now() / 1000);
    await account.change((bundle) => withAgainKeys(bundle, found.caseId, epoch, now));
    const done = await attempt(() => sayAgain(account, found.caseId, yes, 'student'));
    setChanging(false);
    setState(done ? 'idle' : 'failed');
  };
  return (
    <section class="card stack" data-testid="again" data-said={said}>
      <h2>{say('again-title', { name })}</h2>
      {said === 'open' || changing ? (
        <>
          <p>{say('again-why', { name })}</p>
          <div class="row">
            <Button
              testId="again-yes"
              kind="soft"
              busy={state === 'busy'}
              onPress={() => void answer(true)}
            >
              {say('again-yes')}
            </Button>
            <Button
              testId="again-no"
              kind="soft"
              busy={state === 'busy'}
              onPress={() => void answer(false)}
            >
              {say('again-no')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p role="status">{say(said === 'yes' ? 'again-said-yes' : 'again-said-no', { name })}</p>
          <Button testId="again-change" kind="small" onPress={() => setChanging(true)}>
            {say('again-change')}
          </Button>
        </>
      )}
      {state === 'failed' && (
        <p class="field-fault" role="alert" data-testid="again-failed">
          {say('app-failed')}
        </p>
      )}
    </section>
  );
}

/** Nothing where nobody was met. */
export function AskAgain(props: QuestionProps) {
  // Looked at again with what comes: the room may not have been read yet.
  void props.found.room.value?.messages.value;
  if ((props.found.room.value?.epoch ?? null) === null) return null;
  return (
    <WithAgainWords>
      <Question {...props} />
    </WithAgainWords>
  );
}

/** Somebody who would talk with this student again, too. */
interface Known {
  readonly name: string;
  readonly tag: string;
  readonly worker: string;
}

/** Who was met, and whether there is a rota: without one nobody knows who is here. */
interface Met {
  readonly known: readonly Known[];
  readonly rota: boolean;
}

const metOf: Reader<{ readonly met: readonly MetRow[]; readonly rota: boolean }> = object({
  met: listOf(object<MetRow>({ tag: b64, word: b64 })),
  rota: flag,
});

const NOBODY: Met = { known: [], rota: false };

/** Asked of the server; a worker counts whose word this device derives itself and who may be asked. */
async function whoMet(student: Student): Promise<Met> {
  const inside = student.inside.value;
  const yes =
    inside === null ? [] : everyAgain(inside.account.bundle).filter((one) => one.said === 'yes');
  const roster = inside?.team.roster ?? null;
  if (inside === null || yes.length === 0 || roster === null) return NOBODY;
  const tags = yes.map((one) => toBase64url(one.tag));
  const { met, rota } = metOf(await inside.account.api.ask('POST', '/api/again/met', { tags }));
  const { avoid, age } = student.wishes.value;
  const may = eligibleWorkers({
    roster,
    avoid: avoid.map((key) => fromBase64url(key) as (typeof yes)[number]['worker']),
    under18: age === 'under18',
    now: student.now(),
  });
  const known = whoAgreed(yes, met, may).map(({ note, worker }): Known => {
    const name = nameNoted(inside.account.bundle, note.case) ?? worker.name;
    return { name, tag: toBase64url(note.tag), worker: toBase64url(note.worker) };
  });
  return { known, rota };
}

const DAY: Otherwise = { otherwise: 'after', hours: 24 };
const CHOICES: readonly { readonly id: string; readonly otherwise: Otherwise }[] = [
  { id: 'day', otherwise: DAY },
  { id: 'days', otherwise: { otherwise: 'after', hours: 72 } },
  { id: 'shift', otherwise: { otherwise: 'shift' } },
  { id: 'wait', otherwise: { otherwise: 'wait' } },
];

/** A request that asks this one first, by the student's signed wish. */
function askFirst(student: Student, known: Known, otherwise: Otherwise): AskFirst {
  const body = ({ caseId, body: { wraps } }: SealedRequest): FirstBody | null => {
    const inside = student.inside.value;
    const named = inside?.team.roster?.certificates.find(
      (one) => toBase64url(one.sign) === known.worker,
    );
    const id = named === undefined ? null : toBase64url(named.id);
    if (inside === null || named === undefined) return null;
    if (!wraps.some((one) => one.certificate === id)) return null;
    const { sign } = inside.account.bundle.identity;
    const wish = signWish(sign, { case: caseId, certificate: named.id });
    return { wish: toBase64url(wish), tag: known.tag, ...otherwise };
  };
  return { worker: known.worker, name: known.name, otherwise, body };
}

interface FirstProps {
  readonly student: Student;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Choices({ student, known, rota, ...fold }: FirstProps & Met) {
  const say = useSay();
  const first = student.first.value;
  const chosen = known.find((one) => one.worker === first?.worker);
  const now = CHOICES.find(
    (one) => JSON.stringify(one.otherwise) === JSON.stringify(first?.otherwise),
  );
  const set = (change: AskFirst | null): void => {
    student.first.value = change;
  };
  const value =
    first === null ? say('again-first-everybody') : say('again-first-one', { name: first.name });
  return (
    <Fold testId="first" title={say('again-first')} value={value} {...fold}>
      <fieldset class="stack">
        <legend class="field-label">{say('again-first-who')}</legend>
        <Choice
          testId="first-everybody"
          type="radio"
          name="first"
          checked={first === null}
          onPick={() => set(null)}
        >
          {say('again-first-everybody')}
        </Choice>
        {known.map((one) => (
          <Choice
            key={one.worker}
            testId="first-worker"
            type="radio"
            name="first"
            checked={first?.worker === one.worker}
            onPick={() => set(askFirst(student, one, first?.otherwise ?? DAY))}
          >
            {say('again-first-named', { name: one.name })}
          </Choice>
        ))}
      </fieldset>
      {first !== null && (
        <fieldset class="stack">
          <legend class="field-label">{say('again-else', { name: first.name })}</legend>
          {CHOICES.filter(({ id }) => rota || id !== 'shift').map(({ id, otherwise }) => (
            <Choice
              key={id}
              testId={`first-${id}`}
              type="radio"
              name="first-otherwise"
              checked={now?.id === id}
              onPick={() => chosen !== undefined && set(askFirst(student, chosen, otherwise))}
            >
              {say(`again-else-${id}`, { name: first.name })}
            </Choice>
          ))}
          <p class="field-hint">{say('again-else-hint', { name: first.name })}</p>
        </fieldset>
      )}
    </Fold>
  );
}

/** Above *Send*, where somebody met would talk again, too; else nothing. */
export function ChooseFirst(props: FirstProps) {
  const { student } = props;
  const [met, setMet] = useState(NOBODY);
  const { avoid } = student.wishes.value;
  useEffect(() => {
    let here = true;
    whoMet(student).then(
      (found) => {
        if (!here) return;
        setMet(found);
        const first = student.first.value;
        const offered = found.rota || first?.otherwise.otherwise !== 'shift';
        const stands = found.known.some((one) => one.worker === first?.worker);
        if (!stands || !offered) student.first.value = null;
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      here = false;
    };
  }, [student, avoid]);
  if (met.known.length === 0) return null;
  return (
    <WithAgainWords>
      <Choices {...props} {...met} />
    </WithAgainWords>
  );
}
