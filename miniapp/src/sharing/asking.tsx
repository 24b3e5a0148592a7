// A worker, or a holder, asks before anything is passed on (R1, R3, R6). Lives here: the form. Must not: act
// on an answer (passing.tsx).
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Choice, Field } from '../components/field.tsx';
import { Note } from '../components/parts.tsx';
import { fromBase64url, wellFormed } from '../crypto/bytes.ts';
import {
  LONGEST_SHARED,
  SHARE_NATURES,
  type ShareAsk,
  type ShareNature,
  type SharePurpose,
  signAsk,
} from '../crypto/sharing.ts';
import type { CaseId, Seconds } from '../crypto/types.ts';
import type { Party } from './parties.ts';
import { spokenIn } from './reading.ts';
import { useDay } from './words.ts';

const DAY = 86_400;
const DAYS = [7, 30, 90] as const;

/** What is typed; kept while the room is open. */
export interface AskForm {
  readonly purpose: SharePurpose;
  readonly recipient: string;
  readonly what: string;
  readonly days: number;
  readonly nature: ShareNature;
  /** Local time, as `<input type="datetime-local">` has it. */
  readonly when: string;
}

export const EMPTY_ASK: AskForm = {
  purpose: 'referral',
  recipient: '',
  what: '',
  days: 30,
  nature: 'room',
  when: '',
};

type Fault = 'sharing-form-lacking' | 'sharing-form-lacking-when' | 'sharing-form-failed';

/** The ask, or what is lacking. */
function askOf(
  form: AskForm,
  given: { readonly caseId: CaseId; readonly language: string; readonly now: Seconds },
  wording: (ask: { recipient: string; what: string; until: Seconds }) => string,
): ShareAsk | Fault {
  const { purpose, days, nature } = form;
  const { caseId, language, now } = given;
  const [recipient, what] = [wellFormed(form.recipient.trim()), wellFormed(form.what.trim())];
  if (recipient === '' || what === '') return 'sharing-form-lacking';
  const spoken = nature === 'room' ? 0 : Math.floor(new Date(form.when).getTime() / 1000);
  const known = nature === 'room' || (spoken > 0 && spoken <= now);
  if (!known) return 'sharing-form-lacking-when';
  const until = now + days * DAY;
  const shown = wording({ recipient, what, until });
  return {
    ...{ case: caseId, purpose, what, recipient, language, nature, spoken, until, made: now },
    wording: shown,
  };
}

function useWording(): (
  purpose: SharePurpose,
) => (ask: { recipient: string; what: string; until: Seconds }) => string {
  const say = useSay();
  const day = useDay();
  return (purpose) => (ask) => {
    // A sentence of its own, whatever was typed at its end.
    const what = /[.!?…]$/.test(ask.what) ? ask.what : `${ask.what}.`;
    return say(`sharing-wording-${purpose}`, { ...ask, what, until: day(ask.until) });
  };
}

interface Props {
  readonly party: Party;
  readonly form: AskForm;
  readonly onForm: (form: AskForm) => void;
  readonly onClose: () => void;
}

function Choices<T extends string | number>(props: {
  readonly name: string;
  readonly legend: string;
  readonly all: readonly T[];
  readonly picked: T;
  readonly text: (one: T) => string;
  readonly onPick: (one: T) => void;
}) {
  const { name, legend, all, picked, text, onPick } = props;
  return (
    <fieldset class="stack">
      <legend class="field-label">{legend}</legend>
      {all.map((one) => (
        <Choice
          key={one}
          testId={`share-${name}-${one}`}
          type="radio"
          name={name}
          checked={picked === one}
          onPick={() => onPick(one)}
        >
          {text(one)}
        </Choice>
      ))}
    </fieldset>
  );
}

function Fields({
  form,
  onForm,
  busy,
}: Pick<Props, 'form' | 'onForm'> & { readonly busy: boolean }) {
  const say = useSay();
  const set = (change: Partial<AskForm>): void => onForm({ ...form, ...change });
  return (
    <>
      <Choices
        name="purpose"
        legend={say('sharing-form-purpose')}
        all={['referral', 'contact'] as const}
        picked={form.purpose}
        text={(one) => say(`sharing-form-${one}`)}
        onPick={(purpose) => set({ purpose })}
      />
      <Field
        testId="share-recipient"
        readOnly={busy}
        label={say('sharing-form-recipient')}
        value={form.recipient}
        onInput={(recipient) => set({ recipient })}
        longest={LONGEST_SHARED.recipient}
      />
      <Field
        testId="share-what"
        readOnly={busy}
        label={say('sharing-form-what')}
        hint={say('sharing-form-what-hint')}
        value={form.what}
        onInput={(what) => set({ what })}
        lines={3}
        longest={LONGEST_SHARED.what}
      />
      <Choices
        name="days"
        legend={say('sharing-form-days')}
        all={DAYS}
        picked={form.days as (typeof DAYS)[number]}
        text={(days) => say('sharing-form-day', { days })}
        onPick={(days) => set({ days })}
      />
      <Choices
        name="nature"
        legend={say('sharing-form-nature')}
        all={SHARE_NATURES}
        picked={form.nature}
        text={(one) => say(`sharing-form-${one}`)}
        onPick={(nature) => set({ nature })}
      />
      {form.nature !== 'room' && (
        <label class="field">
          <span class="field-label">{say('sharing-form-when')}</span>
          <span class="field-hint">{say('sharing-form-spoken')}</span>
          <input
            class="input"
            type="datetime-local"
            data-testid="share-when"
            value={form.when}
            onInput={(event) => set({ when: event.currentTarget.value })}
          />
        </label>
      )}
    </>
  );
}

export function Asking({ party, form, onForm, onClose }: Props) {
  const say = useSay();
  const { words } = useSurroundings();
  const wordingOf = useWording();
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const spoken = spokenIn(party.room.messages.value);
  const caseId = fromBase64url(party.caseId) as CaseId;
  const given = {
    caseId,
    language: words.spoken(`sharing-wording-${form.purpose}`),
    now: party.now(),
  };
  const ask = askOf(form, given, wordingOf(form.purpose));
  const send = async (): Promise<void> => {
    if (typeof ask === 'string') return setFault(ask);
    setBusy(true);
    const sent = await party.room.state(signAsk(party.key, ask));
    setBusy(false);
    if (!sent) return setFault('sharing-form-failed');
    onForm(EMPTY_ASK);
    onClose();
  };
  return (
    <Dialog testId="share-form" title={say('sharing-form-title')} onClose={onClose}>
      <p class="lead">{say('sharing-form-lead')}</p>
      {!spoken && (
        <Note testId="share-unspoken" kind="warning">
          <p>{say('sharing-may-unspoken')}</p>
        </Note>
      )}
      {spoken && <Fields form={form} onForm={onForm} busy={busy} />}
      {spoken && typeof ask !== 'string' && (
        <Note testId="share-preview">
          <p class="field-label">{say('sharing-form-preview')}</p>
          <p dir="auto" class="statement-text">
            {ask.wording}
          </p>
        </Note>
      )}
      {fault !== null && (
        <p class="field-fault" role="alert" data-testid="share-fault">
          {say(fault)}
        </p>
      )}
      <div class="dialog-foot">
        {spoken && (
          <Button testId="share-send" kind="primary" busy={busy} onPress={() => void send()}>
            {say('sharing-form-send')}
          </Button>
        )}
        <Button testId="share-close" kind="soft" onPress={onClose}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}
