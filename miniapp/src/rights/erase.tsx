// Erase, in My record. Lives here: what there is to erase, what will be gone and what is kept, said before; the
// receipt after. Must not: destroy anything unasked (erasing.ts does it).
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import type { CaseRow } from '../api/types.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Confirm } from '../components/dialog.tsx';
import { Note, Progress } from '../components/parts.tsx';
import type { Student } from '../state/student.ts';
import { eraseConversation, eraseEverything } from './erasing.ts';
import { useTime } from './words.ts';

type Wish = 'everything' | CaseRow;

export function Erase({ student }: { student: Student }) {
  const say = useSay();
  const time = useTime();
  const { telegram } = useSurroundings();
  const [rows, setRows] = useState<readonly CaseRow[] | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<'failed' | 'held' | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const tried = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setFailed(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed(error.code === 'held' ? 'held' : 'failed');
    }
  };
  const load = (): Promise<void> =>
    tried(async () => {
      const found = await student.inside.value?.account.api.cases();
      setRows((found ?? []).filter((one) => one.role === 'student'));
    });
  const erase = async (what: Wish): Promise<void> => {
    setBusy(true);
    await tried(async () => {
      if (what === 'everything') return eraseEverything(student, telegram.cloud);
      await eraseConversation(student, what.case);
      setDone(student.now());
      setRows((rows ?? []).filter((one) => one.case !== what.case));
    });
    setBusy(false);
    setWish(null);
  };
  useEffect(() => void load(), []);
  return (
    <div class="stack">
      <p class="lead">{say('rights-erase-lead')}</p>
      {failed !== null && (
        <Note testId="erase-failed" kind="warning" urgent>
          <p data-why={failed}>{say(`rights-erase-${failed}`)}</p>
        </Note>
      )}
      <p role="status" data-testid="erase-done">
        {done === null ? '' : say('rights-erase-done', { time: time(done) })}
      </p>
      {rows === null && failed === null && <Progress>{say('rights-erase-loading')}</Progress>}
      {rows?.length === 0 && <p data-testid="erase-none">{say('rights-erase-none')}</p>}
      {rows?.map((row) => (
        <div class="stack" key={row.case} data-testid="erase-row" data-kind={row.kind}>
          <p>{say(`rights-erase-${row.kind}`, { time: time(row.changed) })}</p>
          <Button testId="erase-one" kind="danger" onPress={() => setWish(row)}>
            {say('rights-erase-one')}
          </Button>
        </div>
      ))}
      <Button testId="erase-all" kind="danger" onPress={() => setWish('everything')}>
        {say('rights-erase-all')}
      </Button>
      {wish !== null && (
        <Confirm
          testId="erase-confirm"
          title={say(wish === 'everything' ? 'rights-erase-all-title' : 'rights-erase-one-title')}
          yes={say('rights-erase-yes')}
          busy={busy}
          onYes={() => void erase(wish)}
          onNo={() => setWish(null)}
        >
          <p data-testid="erase-gone">
            {say(wish === 'everything' ? 'rights-erase-all-gone' : 'rights-erase-one-gone')}
          </p>
          <p data-testid="erase-kept">{say('rights-erase-kept')}</p>
        </Confirm>
      )}
    </div>
  );
}
