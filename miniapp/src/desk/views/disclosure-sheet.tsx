// A disclosure on paper. Lives here: the printable record, made on this device of what was signed. Must
// not: hold who the student is unless it is chosen.
import { useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import type { ShownIdentity } from '../state/disclosure-desk.ts';
import type { Disclosures, SeenDisclosure } from '../state/disclosures.ts';
import { IdentityFacts } from './disclosure-identity.tsx';
import {
  CompletionFacts,
  DecisionFacts,
  RecordFacts,
  Signature,
  useMoment,
} from './disclosure-parts.tsx';
import { DeskScreen } from './frame.tsx';
import { PrintButton } from './parts.tsx';

function Sheet(props: {
  readonly list: Disclosures;
  readonly seen: SeenDisclosure;
  readonly identity: ShownIdentity | null;
}) {
  const say = useSay();
  const moment = useMoment();
  const { list, seen, identity } = props;
  const { row, read } = seen;
  if (read === null) return null;
  const { body, author } = read.record;
  const state = {
    date: moment(list.side.time()),
    state: say(`disclosures-state-${row.state}`),
  };
  const { roster } = list.side;
  return (
    <section class="desk-sheet disclosure-sheet" data-testid="disclosure-sheet">
      <h2>{say('disclosures-sheet-title')}</h2>
      <p class="field-hint">
        {say('disclosures-sheet-number', { id: row.id })}
        <br />
        {say('disclosures-sheet-state', state)}
      </p>
      {seen.broken !== null && <p>{say(`disclosures-broken-${seen.broken}`)}</p>}
      <section>
        <h3>{say('disclosures-record')}</h3>
        <RecordFacts words={body} roster={roster} tell={row.tell} closedTo={row.closed_to} />
        <Signature author={author} made={body.made} />
      </section>
      {read.decision !== null && (
        <section>
          <h3>{say('disclosures-decision')}</h3>
          <DecisionFacts part={read.decision} />
        </section>
      )}
      {read.completion !== null && (
        <section>
          <h3>{say('disclosures-completion')}</h3>
          <CompletionFacts part={read.completion} />
        </section>
      )}
      <section>
        {identity === null ? (
          <p>{say('disclosures-sheet-not')}</p>
        ) : (
          <>
            <h3>{say('disclosures-identity')}</h3>
            <IdentityFacts identity={identity} />
          </>
        )}
      </section>
      <p class="field-hint">{say('disclosures-sheet-lead')}</p>
    </section>
  );
}

export function DisclosureSheet(props: {
  readonly list: Disclosures;
  readonly seen: SeenDisclosure;
  /** Where it is open on this device. */
  readonly identity: ShownIdentity | null;
  readonly onBack: () => void;
  readonly onLock: () => void;
}) {
  const say = useSay();
  const [chosen, setChosen] = useState(false);
  const { list, seen, identity } = props;
  return (
    <DeskScreen
      testId="disclosure-sheet-screen"
      title={say('disclosures-sheet')}
      onBack={props.onBack}
      onLock={props.onLock}
    >
      {identity !== null && (
        <Choice
          testId="sheet-identity"
          type="checkbox"
          name="sheet-identity"
          checked={chosen}
          onPick={setChosen}
        >
          {say('disclosures-sheet-identity')}
        </Choice>
      )}
      <PrintButton />
      <Sheet list={list} seen={seen} identity={chosen ? identity : null} />
    </DeskScreen>
  );
}
