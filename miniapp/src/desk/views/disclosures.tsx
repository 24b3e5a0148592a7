// The list of disclosures. Lives here: its rows, what waits first, what is overdue marked. Must not: what
// one of them says (disclosure-screen.tsx).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { useGround } from '../../components/policy.ts';
import type { DisclosureDesk } from '../state/disclosure-desk.ts';
import { type Disclosures, isOpen, type SeenDisclosure, turnOf } from '../state/disclosures.ts';
import { useHolder } from './disclosure-parts.tsx';
import { useOpened } from './fresh.ts';
import { useDate } from './parts.tsx';

/** State, whose turn, overdue: in words, never by colour alone. */
export function Badges({ list, seen }: { list: Disclosures; seen: SeenDisclosure }) {
  const say = useSay();
  const { row } = seen;
  const turn = turnOf(seen, list.role);
  return (
    <span class="disclosure-badges">
      {row.overdue && (
        <span class="desk-badge" data-kind="warning" data-testid="disclosure-overdue">
          {say('disclosures-overdue')}
        </span>
      )}
      {seen.withheld && (
        <span class="desk-badge" data-kind="warning">
          {say('disclosures-withheld-badge')}
        </span>
      )}
      <span
        class="desk-badge"
        data-kind={turn === null ? 'plain' : 'warning'}
        data-testid="disclosure-state"
        data-state={row.state}
      >
        {say(turn === null ? `disclosures-state-${row.state}` : `disclosures-turn-${turn}`)}
      </span>
    </span>
  );
}

function Row({ list, seen }: { list: Disclosures; seen: SeenDisclosure }) {
  const say = useSay();
  const date = useDate();
  const ground = useGround();
  const holder = useHolder(list.side.roster);
  const { row, read } = seen;
  const pair = { requester: holder(row.requester), approver: holder(row.approver) };
  return (
    <li
      data-testid="disclosure"
      data-state={row.state}
      data-overdue={row.overdue}
      data-broken={seen.broken ?? ''}
    >
      <button
        type="button"
        class="disclosure-open"
        data-testid="disclosure-open"
        onClick={() => {
          list.current.value = row.id;
        }}
      >
        <span class="field-label" dir="auto">
          {read === null ? say('disclosures-one-title') : ground(read.record.body.ground).title}
        </span>
        <span class="field-hint">
          {say('disclosures-pair', pair)} ·{' '}
          {say('disclosures-asked', { date: date(row.made_hour) })}
        </span>
        <Badges list={list} seen={seen} />
      </button>
    </li>
  );
}

/** Something is being written: go on, or give it up. */
function Draft({ desk }: { desk: DisclosureDesk }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const draft = desk.draft.value;
  if (draft === null) return null;
  const drop = (): void => {
    draft.drop();
    desk.draft.value = null;
  };
  return (
    <Note testId="disclosure-draft">
      <p>{say('disclosures-draft')}</p>
      <div class="stack">
        <Button
          testId="disclosure-draft-go"
          kind="soft"
          onPress={() => {
            desk.writing.value = true;
          }}
        >
          {say('disclosures-draft-go')}
        </Button>
        <Button testId="disclosure-draft-drop" kind="plain" onPress={() => setAsked(true)}>
          {say('disclosures-draft-drop')}
        </Button>
      </div>
      {asked && (
        <Confirm
          testId="disclosure-drop-confirm"
          title={say('disclosures-draft-drop-title')}
          yes={say('disclosures-draft-drop-yes')}
          onYes={drop}
          onNo={() => setAsked(false)}
        >
          <p>{say('disclosures-draft-drop-why')}</p>
        </Confirm>
      )}
    </Note>
  );
}

/** The list; `desk` is a holder's, an auditor only reads. */
export function DisclosureList({ list, desk }: { list: Disclosures; desk: DisclosureDesk | null }) {
  const say = useSay();
  useOpened(list.fresh);
  const rows = list.rows.value;
  const parts = [rows?.filter(isOpen) ?? [], rows?.filter((one) => !isOpen(one)) ?? []];
  return (
    <>
      <p class="lead">{say(desk === null ? 'disclosures-lead-auditor' : 'disclosures-lead')}</p>
      {desk !== null && <Draft desk={desk} />}
      {list.offline.value && (
        <p class="field-hint" role="status" data-testid="disclosures-offline">
          {say('desk-offline')}
        </p>
      )}
      {rows === null && !list.offline.value && <Progress>{say('app-loading')}</Progress>}
      {rows?.length === 0 && <p data-testid="disclosures-empty">{say('disclosures-empty')}</p>}
      {parts.map(
        (some, at) =>
          some.length > 0 && (
            <ul
              class="card desk-list"
              key={at}
              data-testid={at === 0 ? 'disclosures-open' : 'disclosures-done'}
            >
              {some.map((seen) => (
                <Row key={seen.row.id} list={list} seen={seen} />
              ))}
            </ul>
          ),
      )}
    </>
  );
}

/** On *Now*: that something waits, and that something is overdue. */
export function DisclosuresLine({ list, onOpen }: { list: Disclosures; onOpen: () => void }) {
  const say = useSay();
  const [waiting, overdue] = [list.waiting.value, list.overdue.value];
  if (waiting === 0) return null;
  return (
    <Note testId="now-disclosures" kind={overdue > 0 ? 'warning' : 'plain'}>
      {overdue > 0 && (
        <p data-testid="now-disclosures-overdue">
          {say('disclosures-now-overdue', { count: overdue })}
        </p>
      )}
      {waiting > overdue && <p>{say('disclosures-now', { count: waiting - overdue })}</p>}
      <div>
        <Button testId="now-disclosures-open" kind="small" onPress={onOpen}>
          {say('disclosures-now-go')}
        </Button>
      </div>
    </Note>
  );
}
