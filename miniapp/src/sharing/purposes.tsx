// What a student agreed to, purpose by purpose, in My record (R3). Lives here: each with its state, its wording,
// since when, its history, and taking it back. Must not: sign (standing.ts, answer.tsx).
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Confirm } from '../components/dialog.tsx';
import { Fold } from '../components/parts.tsx';
import { fromBase64url, toHex } from '../crypto/bytes.ts';
import type { Consent } from '../crypto/consent.ts';
import type { AskRow } from '../crypto/ledger.ts';
import { STANDING_PURPOSES, type StandingPurpose } from '../crypto/sharing.ts';
import type { CaseId } from '../crypto/types.ts';
import { CONTACT, CONVERSATION } from '../state/consents.ts';
import type { Student } from '../state/student.ts';
import { Reach } from '../views/reach.tsx';
import { TakeBack } from './answer.tsx';
import { AskFacts, ownStateOf } from './facts.tsx';
import { ledgerOf } from './reading.ts';
import { decide, sayStanding, standingOf } from './standing.ts';
import { useMoment } from './words.ts';

interface PurposeProps {
  readonly name: string;
  readonly title: string;
  readonly state: string;
  readonly meaning?: string;
  /** Oldest first; the last one counts. */
  readonly receipts: readonly Consent[];
  readonly children?: preact.ComponentChildren;
}

function Purpose({ name, title, state, meaning, receipts, children }: PurposeProps) {
  const say = useSay();
  const moment = useMoment();
  const [open, setOpen] = useState(false);
  const newest = receipts.at(-1);
  return (
    <Fold
      testId={`purpose-${name}`}
      title={title}
      value={say(`sharing-state-${state}`)}
      open={open}
      onToggle={() => setOpen(!open)}
    >
      <div class="stack" data-testid="consent" data-state={state}>
        {meaning !== undefined && <p>{meaning}</p>}
        {newest !== undefined && (
          <dl class="facts">
            <div>
              <dt>{say('sharing-since')}</dt>
              <dd data-testid="purpose-since">{moment(newest.given)}</dd>
            </div>
            <div>
              <dt>{say('sharing-version')}</dt>
              <dd data-testid="purpose-version">
                {say('sharing-version-is', { version: toHex(newest.wording.slice(0, 4)) })}
              </dd>
            </div>
          </dl>
        )}
        {receipts.length > 1 && (
          <>
            <h3>{say('sharing-history')}</h3>
            <ul data-testid="purpose-history">
              {[...receipts].reverse().map((one, at) => (
                <li key={receipts.length - at}>
                  {say(`sharing-history-${one.action}`)}, {moment(one.given)}
                </li>
              ))}
            </ul>
          </>
        )}
        {children}
      </div>
    </Fold>
  );
}

const stateOf = (receipts: readonly Consent[], without: string): string =>
  receipts.at(-1)?.action ?? without;

/** Says the consequences, then does it; says so where it did not work. */
function TakeAway(props: { readonly purpose: string; readonly onYes: () => Promise<boolean> }) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'asked' | 'busy' | 'failed'>('idle');
  const take = async (): Promise<void> => {
    setState('busy');
    setState((await props.onYes()) ? 'idle' : 'failed');
  };
  return (
    <>
      <Button testId={`withdraw-${props.purpose}`} kind="soft" onPress={() => setState('asked')}>
        {say('sharing-withdraw')}
      </Button>
      {state !== 'idle' && (
        <Confirm
          testId={`withdraw-${props.purpose}-confirm`}
          title={say(`sharing-gone-${props.purpose}-title`)}
          yes={say('sharing-gone-yes')}
          busy={state === 'busy'}
          onYes={() => void take()}
          onNo={() => setState('idle')}
        >
          <p>{say(`sharing-gone-${props.purpose}`)}</p>
          {state === 'failed' && (
            <p class="field-fault" role="alert">
              {say('sharing-not-sent')}
            </p>
          )}
        </Confirm>
      )}
    </>
  );
}

function Standing({ student, purpose }: { student: Student; purpose: StandingPurpose }) {
  const say = useSay();
  const { words } = useSurroundings();
  const [changes, setChanges] = useState(0);
  const [later, setLater] = useState(false);
  const talking = student.talking;
  if (talking === null) return null;
  const { account } = talking;
  const receipts = standingOf(account.bundle, purpose);
  const state = stateOf(receipts, 'notice');
  const change = async (action: 'agree' | 'withdraw'): Promise<boolean> => {
    const id = `sharing-wording-${purpose}`;
    const [shown, language, now] = [say(id), words.spoken(id), student.now()];
    const kept = await decide(account, { purpose, action, shown, language, now });
    if (!kept) return false;
    const found = student.case.value;
    const room = found?.room.value ?? null;
    const said = found && room ? await sayStanding(account, room, found.id) : false;
    setLater(!said);
    setChanges(changes + 1);
    return true;
  };
  return (
    <Purpose
      name={purpose}
      title={say(`sharing-purpose-${purpose}`)}
      state={state}
      meaning={say(`sharing-wording-${purpose}`)}
      receipts={receipts}
    >
      {later && <p role="status">{say('sharing-later')}</p>}
      {state === 'withdraw' ? (
        <Button testId={`again-${purpose}`} kind="soft" onPress={() => void change('agree')}>
          {say('sharing-again')}
        </Button>
      ) : (
        <TakeAway purpose={purpose} onYes={() => change('withdraw')} />
      )}
    </Purpose>
  );
}

function Contact({ student, receipts }: { student: Student; receipts: readonly Consent[] }) {
  const say = useSay();
  return (
    <Purpose
      name="contact"
      title={say('sharing-purpose-contact')}
      state={stateOf(receipts, 'none')}
      receipts={receipts}
    >
      <Reach student={student} />
    </Purpose>
  );
}

const STATES: Readonly<Record<string, string>> = {
  open: 'asked',
  spoken: 'asked',
  expired: 'ended',
  done: 'done',
};

function Shared({ student, row }: { student: Student; row: AskRow }) {
  const say = useSay();
  const [taking, setTaking] = useState(false);
  const found = student.case.value;
  const room = found?.room.value;
  const { recipient, purpose } = row.ask;
  const open = found?.answer.value.state === 'open';
  const own = ownStateOf(row, { now: student.now, open });
  const state = STATES[own] ?? own;
  const key = student.talking?.account.bundle.identity.sign;
  return (
    <Purpose
      name={purpose}
      title={say(`sharing-purpose-${purpose === 'contact' ? 'someone' : purpose}`, { recipient })}
      state={state}
      receipts={row.words.map((one) => one.consent)}
    >
      <AskFacts row={row} />
      {state === 'asked' && <p>{say('sharing-in-room')}</p>}
      {state === 'agree' && (
        <Button testId="share-withdraw" kind="soft" onPress={() => setTaking(true)}>
          {say('sharing-withdraw')}
        </Button>
      )}
      {taking && room && key && found && (
        <TakeBack
          party={{
            ...{ room, key, caseId: found.id, me: 'student', now: student.now, open },
            connected: () => student.connected.value,
          }}
          row={row}
          onDone={() => setTaking(false)}
        />
      )}
    </Purpose>
  );
}

export function Purposes({ student }: { readonly student: Student }) {
  const say = useSay();
  const { receipts } = student;
  const of = (scope: string): readonly Consent[] => receipts.filter((one) => one.scope === scope);
  const found = student.case.value;
  const room = found?.room.value;
  const asks = room && found ? asksOf(found.id, room.messages.value) : [];
  return (
    <div class="folds" data-testid="consents">
      <Purpose
        name="conversation"
        title={say('sharing-purpose-conversation')}
        state={stateOf(of(CONVERSATION), 'none')}
        meaning={say('sharing-meaning-conversation')}
        receipts={of(CONVERSATION)}
      />
      <Contact student={student} receipts={of(CONTACT)} />
      {STANDING_PURPOSES.map((purpose) => (
        <Standing key={purpose} student={student} purpose={purpose} />
      ))}
      {asks.map((row) => (
        <Shared key={row.key} student={student} row={row} />
      ))}
    </div>
  );
}

const asksOf = (id: string, messages: Parameters<typeof ledgerOf>[2]): readonly AskRow[] =>
  ledgerOf(fromBase64url(id) as CaseId, 'student', messages).asks;
