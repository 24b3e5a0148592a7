// What another phone was to hand over, in the room. Lives here: saying so, and choosing here. Must not: send
// anything (finishing.ts).
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Note } from '../components/parts.tsx';
import { Choosing } from './along.tsx';
import type { Choice } from './history.ts';
import type { Moved, Moving } from './moving.ts';
import { ANOTHER_HAS_SECONDS, leaveOut, takeOver, undoneOf } from './undone.ts';

/** The record alone: everything else went along. */
const RECORD: Choice = { what: 'nothing', summary: '', last: 0, record: 0, unsure: false };

/** Nothing while all was handed over, or another phone may still be at it. `onTaken`: it is to be done here. */
export function UndoneNote({ moving, onTaken }: { moving: Moving; onTaken: () => void }) {
  const say = useSay();
  const [choosing, setChoosing] = useState(false);
  const [, look] = useState(0);
  const made = moving.room.epoch?.body.made ?? 0;
  // Read anew with whatever comes, and when the other phone had its time.
  void moving.room.messages.value;
  useEffect(() => {
    const left = made + ANOTHER_HAS_SECONDS - moving.student.now();
    const timer = left > 0 ? setTimeout(() => look((n) => n + 1), left * 1000) : undefined;
    return () => clearTimeout(timer);
  }, [made]);
  const undone = undoneOf(moving);
  if (undone === null) return null;
  const { what, record } = undone;
  const name = moving.found.worker.value || say('worker-unknown');
  const take = async (choice: Choice): Promise<Moved> => {
    const kept = await takeOver(moving, choice, what);
    if (kept) onTaken();
    return kept ? 'done' : 'failed';
  };
  const leave = async (): Promise<void> => {
    await leaveOut(moving);
    look((n) => n + 1);
  };
  return (
    <Note testId="handover-undone">
      <p data-what={what}>{say(`handover-undone-${what}`, { name })}</p>
      {what === 'all' && (
        <Button testId="handover-undone-choose" kind="small" onPress={() => setChoosing(true)}>
          {say('handover-undone-choose')}
        </Button>
      )}
      {what === 'record' && (
        <div class="row">
          <Button
            testId="handover-undone-record"
            kind="small"
            onPress={() => void take({ ...RECORD, record })}
          >
            {say('handover-undone-record-go')}
          </Button>
          <Button testId="handover-undone-leave" kind="small" onPress={() => void leave()}>
            {say('handover-undone-leave')}
          </Button>
        </div>
      )}
      {choosing && (
        <Choosing
          moving={moving}
          other={name}
          title={say('handover-undone-title', { name })}
          lead={say('handover-undone-lead', { name })}
          go={take}
          goText={say('handover-undone-go')}
          not={null}
          onClose={() => setChoosing(false)}
        />
      )}
    </Note>
  );
}
