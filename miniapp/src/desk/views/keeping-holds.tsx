// Holds, on the desk. Lives here: asking that something is kept, agreeing, ending. Must not: decide who may
// (state/keeping.ts, and the server).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { toBase64url } from '../../crypto/bytes.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import type { Hold, Keeping, Why } from '../state/keeping.ts';
import { dayOf, fieldOf } from '../state/policy-record.ts';
import { DayField, WhyField } from './keeping.tsx';
import { useDate } from './parts.tsx';

const DAY = 24 * 3600;

function Row({ keeping, hold }: { keeping: Keeping; hold: Hold }) {
  const say = useSay();
  const date = useDate();
  const { words } = useSurroundings();
  const id = `audit-role-${hold.asked_by}`;
  const by = words.has(id) ? say(id) : hold.asked_by;
  const what =
    hold.kind === null
      ? say('keeping-hold-period', { from: date(hold.since ?? 0), to: date(hold.until ?? 0) })
      : say(`keeping-hold-one-${hold.kind}`);
  const agree = hold.state === 'asked' ? 'keeping-hold-agree' : 'keeping-hold-agree-end';
  const end = hold.state === 'asked' ? 'keeping-hold-withdraw' : 'keeping-hold-end';
  const busy = keeping.busy.value;
  return (
    <div class="stack" data-testid="keeping-hold" data-state={hold.state}>
      <p>{what}</p>
      <p class="field-hint">
        {say(`keeping-hold-state-${hold.state}`, { by })} {say(`keeping-why-${hold.reason}`)}
      </p>
      {keeping.mayAgree(hold) && (
        <Button
          testId="keeping-agree"
          kind="primary"
          disabled={busy}
          onPress={() => void keeping.agree(hold)}
        >
          {say(agree)}
        </Button>
      )}
      {keeping.mayEnd(hold) && (
        <Button
          testId="keeping-end"
          kind="soft"
          disabled={busy}
          onPress={() => void keeping.end(hold)}
        >
          {say(end)}
        </Button>
      )}
    </div>
  );
}

function Asking({ keeping }: { keeping: Keeping }) {
  const say = useSay();
  const date = useDate();
  const today = fieldOf(keeping.now());
  const [from, setFrom] = useState(fieldOf(keeping.now() - 90 * DAY));
  const [to, setTo] = useState(today);
  const [why, setWhy] = useState<Why>('incident');
  const [asked, setAsked] = useState(false);
  const [since, last] = [dayOf(from), dayOf(to)];
  const good = since !== null && last !== null && since <= last;
  const yes = async (): Promise<void> => {
    if (since !== null && last !== null) await keeping.ask({ since, until: last + DAY - 1 }, why);
    setAsked(false);
  };
  return (
    <>
      <DayField
        testId="keeping-from"
        label={say('keeping-hold-from')}
        value={from}
        onInput={setFrom}
      />
      <DayField testId="keeping-to" label={say('keeping-hold-to')} value={to} onInput={setTo} />
      <WhyField value={why} onPick={setWhy} />
      <Button testId="keeping-ask" kind="soft" disabled={!good} onPress={() => setAsked(true)}>
        {say('keeping-hold-ask')}
      </Button>
      {asked && since !== null && last !== null && (
        <Confirm
          testId="keeping-ask-confirm"
          title={say('keeping-hold-ask-title')}
          yes={say('keeping-hold-ask')}
          busy={keeping.busy.value}
          onYes={() => void yes()}
          onNo={() => setAsked(false)}
        >
          <p>{say('keeping-hold-sure', { from: date(since), to: date(last) })}</p>
        </Confirm>
      )}
    </>
  );
}

export function KeepingHolds({ keeping }: { keeping: Keeping }) {
  const say = useSay();
  const holds = keeping.standing.value?.holds ?? [];
  return (
    <section class="card stack" data-testid="keeping-holds">
      <h2>{say('keeping-hold-title')}</h2>
      <p>{say('keeping-hold-lead')}</p>
      {holds.length === 0 && <p class="field-hint">{say('keeping-hold-none')}</p>}
      {holds.map((hold) => (
        <Row key={hold.id} keeping={keeping} hold={hold} />
      ))}
      <Asking keeping={keeping} />
    </section>
  );
}

/** Beneath an opened flag: asks that it and its conversation are kept. */
export function HoldThis({ keeping, flag }: { keeping: Keeping; flag: OpenedFlag }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  const yes = async (): Promise<void> => {
    const [id, of] = [toBase64url(flag.flag.id), toBase64url(flag.flag.case)];
    const concern = { kind: 'concern', reference: id } as const;
    const talk = { kind: 'conversation', reference: of, concern: id } as const;
    const both = (await keeping.ask(concern, 'incident')) && (await keeping.ask(talk, 'incident'));
    setDone(both);
    setAsked(false);
  };
  if (done) return <p role="status">{say('keeping-hold-this-done')}</p>;
  return (
    <>
      <Button testId="keeping-this" kind="soft" onPress={() => setAsked(true)}>
        {say('keeping-hold-this')}
      </Button>
      {keeping.failed.value && <p role="alert">{say('keeping-trouble')}</p>}
      {asked && (
        <Confirm
          testId="keeping-this-confirm"
          title={say('keeping-hold-this-title')}
          yes={say('keeping-hold-ask')}
          busy={keeping.busy.value}
          onYes={() => void yes()}
          onNo={() => setAsked(false)}
        >
          <p>{say('keeping-hold-this-why')}</p>
        </Confirm>
      )}
    </>
  );
}
