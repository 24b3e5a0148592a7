// One disclosure. Lives here: the record, the decision, what was done, and which step comes next for whom.
// Must not: how a step is taken (disclosure-decide.tsx, disclosure-identity.tsx, disclosure-more.tsx).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Note } from '../../components/parts.tsx';
import type { DisclosureDesk } from '../state/disclosure-desk.ts';
import { type Disclosures, type SeenDisclosure, turnOf } from '../state/disclosures.ts';
import { Decide } from './disclosure-decide.tsx';
import { Problem } from './disclosure-form.tsx';
import { Complete, Identity, OpenIdentity } from './disclosure-identity.tsx';
import { Auditors, Telling, Withdraw } from './disclosure-more.tsx';
import {
  CompletionFacts,
  DecisionFacts,
  RecordFacts,
  Signature,
  useHolder,
} from './disclosure-parts.tsx';
import { DisclosureSheet } from './disclosure-sheet.tsx';
import { Badges } from './disclosures.tsx';
import { DeskScreen } from './frame.tsx';
import { useKept } from './fresh.ts';

function Broken({ seen }: { seen: SeenDisclosure }) {
  const say = useSay();
  if (seen.broken === null) return null;
  return (
    <Note testId="disclosure-broken" kind="warning" urgent>
      <p data-broken={seen.broken}>{say(`disclosures-broken-${seen.broken}`)}</p>
    </Note>
  );
}

function Withheld({ seen }: { seen: SeenDisclosure }) {
  const say = useSay();
  if (!seen.withheld) return null;
  return (
    <Note testId="disclosure-withheld" kind="warning" urgent>
      <p>{say('disclosures-withheld')}</p>
    </Note>
  );
}

/** The signed parts, as far as this device could read them. */
function Parts({ list, seen }: { list: Disclosures; seen: SeenDisclosure }) {
  const say = useSay();
  const { row, read } = seen;
  if (read === null) return null;
  const { body, author } = read.record;
  const { roster } = list.side;
  return (
    <>
      {read.completion !== null && (
        <section class="card" data-testid="disclosure-completion">
          <h2>{say('disclosures-completion')}</h2>
          <CompletionFacts part={read.completion} />
        </section>
      )}
      {read.decision !== null && (
        <section class="card" data-testid="disclosure-decision">
          <h2>{say('disclosures-decision')}</h2>
          <DecisionFacts part={read.decision} />
        </section>
      )}
      <section class="card" data-testid="disclosure-record">
        <h2>{say('disclosures-record')}</h2>
        <RecordFacts words={body} roster={roster} tell={row.tell} closedTo={row.closed_to} />
        <Signature author={author} made={body.made} />
      </section>
    </>
  );
}

/** What this holder can do now. */
function Steps({ desk, seen }: { desk: DisclosureDesk; seen: SeenDisclosure }) {
  const say = useSay();
  const holder = useHolder(desk.side.roster);
  const turn = turnOf(seen, desk.role);
  const { row } = seen;
  const waits = row.state === 'requested' && row.requester === desk.role && !seen.withheld;
  return (
    <>
      {waits && (
        <p data-testid="disclosure-waits">
          {say('disclosures-waits', { approver: holder(row.approver) })}
        </p>
      )}
      {turn === 'decide' && <Decide desk={desk} seen={seen} />}
      {turn === 'open' && <OpenIdentity desk={desk} seen={seen} />}
      {turn === 'complete' && (
        <>
          <Identity desk={desk} seen={seen} />
          <Complete desk={desk} seen={seen} />
        </>
      )}
    </>
  );
}

export function DisclosureScreen(props: {
  readonly list: Disclosures;
  /** Null for an auditor, who only reads. */
  readonly desk: DisclosureDesk | null;
  readonly seen: SeenDisclosure;
  readonly onLock: () => void;
}) {
  const say = useSay();
  const [printing, setPrinting] = useState(false);
  const { list, desk, seen } = props;
  useKept(list.fresh);
  if (printing && seen.read !== null) {
    const identity = desk?.identities.value.get(seen.row.id) ?? null;
    const onBack = (): void => setPrinting(false);
    return <DisclosureSheet {...{ list, seen, identity, onBack }} onLock={props.onLock} />;
  }
  // Read first, then decided; what comes after a decision stands first.
  const deciding = turnOf(seen, list.role) === 'decide';
  const leave = (): void => {
    list.current.value = null;
    if (desk !== null) desk.problem.value = null;
  };
  return (
    <DeskScreen
      testId="disclosure-screen"
      title={say('disclosures-one-title')}
      onLock={props.onLock}
      onBack={leave}
    >
      <Badges list={list} seen={seen} />
      <Broken seen={seen} />
      <Withheld seen={seen} />
      {desk !== null && <Problem desk={desk} />}
      {desk !== null && !deciding && <Steps desk={desk} seen={seen} />}
      <Parts list={list} seen={seen} />
      {desk !== null && deciding && <Steps desk={desk} seen={seen} />}
      {desk !== null && !seen.withheld && (
        <>
          <Telling desk={desk} seen={seen} />
          <Auditors desk={desk} seen={seen} />
          <Withdraw desk={desk} seen={seen} />
        </>
      )}
      {seen.read !== null && (
        <Button testId="disclosure-print" kind="soft" onPress={() => setPrinting(true)}>
          {say('disclosures-sheet')}
        </Button>
      )}
    </DeskScreen>
  );
}
