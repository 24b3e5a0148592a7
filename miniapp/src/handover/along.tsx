// What goes along to the next worker. Lives here: who it is, the choice, and going on. Must not: send anything
// before the student says so.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Field, Choice as Pick } from '../components/field.tsx';
import { useLater } from '../components/later.ts';
import { Note } from '../components/parts.tsx';
import type { Certificate } from '../crypto/certificates.ts';
import { LONGEST_TEXT } from '../crypto/message.ts';
import { disputeIn } from '../sharing/disputing.ts';
import { recordAt } from './finishing.ts';
import { type Choice, howMany, LASTS, type What } from './history.ts';
import { goOn, type Moved, type Moving, notWith } from './moving.ts';
import { Trouble } from './trouble.tsx';

interface ChoosingProps {
  readonly moving: Moving;
  /** Who goes on. */
  readonly other: string;
  readonly title: string;
  readonly lead: string;
  readonly go: (choice: Choice) => Promise<Moved>;
  readonly goText: string;
  /** Not with this one; null where they are there already. */
  readonly not: (() => Promise<Moved>) | null;
  readonly onClose: () => void;
}

export interface AlongProps {
  readonly moving: Moving;
  readonly who: Certificate;
  readonly name: string;
  readonly onClose: () => void;
}

/** Before somebody goes on: who it is, and what goes along. */
export function Along({ moving, who, name, onClose }: AlongProps) {
  const say = useSay();
  const other = who.name;
  // What nobody got is sealed to whoever comes (protocol.md §7), whatever is chosen here.
  const waiting = moving.room.messages.value.filter(({ tick }) => tick === 'sending').length;
  return (
    <Choosing
      moving={moving}
      other={other}
      title={say('handover-willing', { other })}
      lead={say('handover-goes', { name })}
      go={(choice) => goOn(moving, who, choice)}
      goText={say('handover-go', { other })}
      not={() => notWith(moving, who)}
      onClose={onClose}
    >
      {waiting > 0 && (
        <Note testId="along-waiting">
          <p>{say('handover-along-waiting', { count: waiting, name, other })}</p>
        </Note>
      )}
    </Choosing>
  );
}

const WHATS: readonly What[] = ['nothing', 'summary', 'last', 'everything'];

/** What goes along, and handing it over. */
export function Choosing(props: ChoosingProps & { readonly children?: ComponentChildren }) {
  const { moving, other, go, not, onClose } = props;
  const say = useSay();
  const [choice, setChoice] = useState<Choice>({
    ...{ what: 'nothing', summary: '', last: LASTS[0], record: 0, unsure: false },
  });
  const { part: noted, failed, again } = useLater(() => recordAt(moving));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Exclude<Moved, 'done'> | null>(null);
  const all = howMany(moving.room.conversation);
  const lasts = LASTS.filter((count) => count < all);
  const over = [...choice.summary.trim()].length > LONGEST_TEXT;
  // Not before the student was asked about the record, or told that nothing could be found out.
  const known = noted !== null || failed;
  const ready = known && (choice.what !== 'summary' || (choice.summary.trim() !== '' && !over));
  const run = async (work: () => Promise<Moved>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    const moved = await work();
    setBusy(false);
    if (moved === 'done') onClose();
    else setTrouble(moved);
  };
  return (
    <Dialog testId="along" title={props.title} onClose={onClose}>
      <p>{props.lead}</p>
      <fieldset class="stack">
        <legend class="field-label">{say('handover-along', { other })}</legend>
        {WHATS.filter((what) => what !== 'last' || lasts.length > 0).map((what) => (
          <Pick
            key={what}
            testId={`along-${what}`}
            type="radio"
            name="along"
            checked={choice.what === what}
            onPick={() => setChoice({ ...choice, what, last: lasts[0] ?? choice.last })}
          >
            {say(`handover-along-${what}`)}
          </Pick>
        ))}
      </fieldset>
      {choice.what === 'summary' && (
        <Field
          testId="along-words"
          readOnly={busy}
          label={say('handover-summary-label')}
          value={choice.summary}
          onInput={(summary) => setChoice({ ...choice, summary })}
          lines={4}
          longest={LONGEST_TEXT}
        />
      )}
      {choice.what === 'last' && (
        <fieldset class="stack">
          <legend class="field-label">{say('handover-along-last-count')}</legend>
          {lasts.map((count) => (
            <Pick
              key={count}
              testId={`along-last-${count}`}
              type="radio"
              name="along-last"
              checked={choice.last === count}
              onPick={() => setChoice({ ...choice, last: count })}
            >
              {say('handover-along-last-some', { count })}
            </Pick>
          ))}
        </fieldset>
      )}
      <p class="field-hint" role="status">
        {choice.what === 'nothing' || choice.what === 'summary'
          ? say('handover-along-nothing-why', { other })
          : say('handover-along-everything-why', { other })}
      </p>
      {failed && (
        <div class="row" data-testid="along-record-later">
          <p class="field-hint">{say('handover-along-record-later')}</p>
          <Button testId="along-record-again" kind="small" onPress={again}>
            {say('app-try-again')}
          </Button>
        </div>
      )}
      {noted === 'part' && (
        <p class="field-hint" data-testid="along-record-part">
          {say('handover-along-record-part')}
        </p>
      )}
      {typeof noted === 'number' && noted > 0 && (
        <div class="stack">
          <Pick
            testId="along-record"
            type="checkbox"
            name="along-record"
            checked={choice.record > 0}
            onPick={() => setChoice({ ...choice, record: choice.record > 0 ? 0 : noted })}
          >
            {say('handover-along-record', { count: noted })}
          </Pick>
          <p class="field-hint">{say('handover-along-record-why', { other })}</p>
        </div>
      )}
      {disputeIn(moving.room, moving.found.id, 'student').raised && (
        <Note testId="along-dispute">
          <p>{say('dispute-along', { other })}</p>
        </Note>
      )}
      {props.children}
      <Trouble trouble={trouble} />
      <div class="dialog-foot">
        <Button
          testId="along-go"
          kind="primary"
          disabled={!ready}
          busy={busy}
          onPress={() => void run(() => go({ ...choice, unsure: typeof noted !== 'number' }))}
        >
          {props.goText}
        </Button>
        {not !== null && (
          <Button testId="along-not-with" kind="soft" disabled={busy} onPress={() => void run(not)}>
            {say('handover-not-with', { other })}
          </Button>
        )}
        <Button testId="along-close" onPress={onClose}>
          {say('handover-not-now')}
        </Button>
      </div>
    </Dialog>
  );
}
