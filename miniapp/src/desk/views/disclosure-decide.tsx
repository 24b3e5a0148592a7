// The approver's decision. Lives here: what their device compared, their reasons, approving and refusing.
// Must not: show who the student is; nobody knows that yet.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import { usePolicy } from '../../components/policy.ts';
import type { DisclosureDesk } from '../state/disclosure-desk.ts';
import type { SeenDisclosure } from '../state/disclosures.ts';
import { useHolder } from './disclosure-parts.tsx';

const LONGEST = 8_000;

type Asked = 'approve' | 'refuse' | null;

export function Decide({ desk, seen }: { desk: DisclosureDesk; seen: SeenDisclosure }) {
  const say = useSay();
  const holder = useHolder(desk.side.roster);
  const [asked, setAsked] = useState<Asked>(null);
  const [lacks, setLacks] = useState(false);
  const reasons = desk.texts(`decide ${seen.row.id}`);
  usePolicy();
  const { policy } = useSurroundings();
  const found = desk.compare(seen);
  const approvable = found === 'fits' || found === 'not-compared';
  const ask = (what: 'approve' | 'refuse'): void => {
    const blank = reasons.value.trim() === '';
    setLacks(blank);
    if (!blank) setAsked(what);
  };
  const decide = async (decision: 'approve' | 'refuse'): Promise<void> => {
    setAsked(null);
    const done = await desk.decide(seen, { decision, reasons: reasons.value.trim() });
    if (done) reasons.value = '';
  };
  return (
    <section class="card" data-testid="disclosure-decide">
      <h2>{say('disclosures-decide')}</h2>
      <p>{say('disclosures-decide-lead')}</p>
      <Note testId="disclosure-compared" kind={found === 'fits' ? 'plain' : 'warning'}>
        <p data-comparison={found}>{say(`disclosures-compare-${found}`)}</p>
        {found === 'no-policy' && (
          <Button testId="decide-policy-again" kind="small" onPress={() => void policy.load()}>
            {say('disclosures-form-ground-again')}
          </Button>
        )}
      </Note>
      <Field
        testId="decide-reasons"
        readOnly={desk.busy.value}
        label={say('disclosures-decide-reasons')}
        hint={say('disclosures-decide-reasons-hint')}
        fault={lacks ? say('disclosures-decide-lacking') : null}
        value={reasons.value}
        onInput={(text) => {
          reasons.value = text;
        }}
        lines={4}
        longest={LONGEST}
      />
      <Button
        testId="disclosure-approve"
        kind="primary"
        disabled={!approvable}
        busy={desk.busy.value}
        onPress={() => ask('approve')}
      >
        {say('disclosures-approve')}
      </Button>
      <Button
        testId="disclosure-refuse"
        kind="soft"
        busy={desk.busy.value}
        onPress={() => ask('refuse')}
      >
        {say('disclosures-refuse')}
      </Button>
      {asked !== null && (
        <Confirm
          testId={`${asked}-confirm`}
          title={say(`disclosures-${asked}-title`)}
          yes={say(`disclosures-${asked}-yes`)}
          onYes={() => void decide(asked)}
          onNo={() => setAsked(null)}
        >
          <p>{say(`disclosures-${asked}-why`, { requester: holder(seen.row.requester) })}</p>
        </Confirm>
      )}
    </section>
  );
}
