// What else the two holders do with a disclosure. Lives here: withdrawing it, when the student reads of it,
// letting the auditor read it. Must not: decide or open.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import type { Auditors as AuditorsOf } from '../state/disclosure-auditors.ts';
import type { DisclosureDesk } from '../state/disclosure-desk.ts';
import { TELLINGS, type Telling as TellingName, tellAfter } from '../state/disclosure-draft.ts';
import type { SeenDisclosure } from '../state/disclosures.ts';
import { useTelling } from './disclosure-parts.tsx';

interface Parts {
  readonly desk: DisclosureDesk;
  readonly seen: SeenDisclosure;
}

export function Withdraw({ desk, seen }: Parts) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const { row } = seen;
  const may = row.requester === desk.role && ['requested', 'approved'].includes(row.state);
  if (!may) return null;
  const withdraw = (): void => {
    setAsked(false);
    void desk.withdraw(seen);
  };
  return (
    <>
      <Button
        testId="disclosure-withdraw"
        kind="plain"
        busy={desk.busy.value}
        onPress={() => setAsked(true)}
      >
        {say('disclosures-withdraw')}
      </Button>
      {asked && (
        <Confirm
          testId="withdraw-confirm"
          title={say('disclosures-withdraw-title')}
          yes={say('disclosures-withdraw-yes')}
          onYes={withdraw}
          onNo={() => setAsked(false)}
        >
          <p>{say('disclosures-withdraw-why')}</p>
        </Confirm>
      )}
    </>
  );
}

/** When the student reads of it in *My record*: lifted, or moved until they can. */
export function Telling({ desk, seen }: Parts) {
  const say = useSay();
  const telling = useTelling();
  const [asked, setAsked] = useState<TellingName | null>(null);
  const { row } = seen;
  const ended = row.state === 'refused' || row.state === 'withdrawn';
  if (ended || seen.read === null) return null;
  const now = desk.side.time();
  const opened = row.state === 'opened' || row.state === 'completed';
  const shown = opened && row.tell <= now;
  const change = (name: TellingName): void => {
    setAsked(null);
    void desk.tell(seen, tellAfter(name, desk.side.time()));
  };
  return (
    <section class="card" data-testid="disclosure-telling" data-shown={shown}>
      <h2>{say('disclosures-tell')}</h2>
      {shown ? (
        <p>{say('disclosures-tell-shown')}</p>
      ) : (
        <>
          <p>{telling(row.tell)}</p>
          {row.tell > 0 && (
            <Button
              testId="tell-now"
              kind="soft"
              busy={desk.busy.value}
              onPress={() => setAsked('at-once')}
            >
              {say('disclosures-tell-now')}
            </Button>
          )}
          <details>
            <summary data-testid="tell-later">{say('disclosures-tell-later')}</summary>
            <div class="stack">
              {TELLINGS.filter((one) => one !== 'at-once').map((one) => (
                <Button
                  key={one}
                  testId={`tell-${one}`}
                  kind="small"
                  busy={desk.busy.value}
                  onPress={() => change(one)}
                >
                  {say(`disclosures-telling-${one}`)}
                </Button>
              ))}
            </div>
          </details>
        </>
      )}
      {asked !== null && (
        <Confirm
          testId="tell-confirm"
          title={say('disclosures-tell-now-title')}
          yes={say('disclosures-tell-now-yes')}
          onYes={() => change(asked)}
          onNo={() => setAsked(null)}
        >
          <p>{say('disclosures-tell-now-why')}</p>
        </Confirm>
      )}
    </section>
  );
}

/** Auditors of today's roster, and which of them the record is closed to (R15, R22). */
export function Auditors({ desk, seen }: Parts) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  const [found, setFound] = useState<AuditorsOf | null>(null);
  const version = desk.side.roster?.version;
  const closed = seen.row.closed_to?.join(' ');
  useEffect(() => {
    let here = true;
    // Of another roster, or for others, it would be the wrong people's names.
    void desk.auditorsFor(seen).then(
      (auditors) => here && setFound(auditors),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [desk, version, closed]);
  if (seen.read === null || found === null) return null;
  const { open, shut } = found;
  const names = open.map((one) => one.name).join(', ');
  const seal = async (): Promise<void> => {
    setAsked(false);
    setDone(await desk.showAuditors(seen));
  };
  return (
    <section class="card" data-testid="disclosure-auditors">
      <h2>{say('disclosures-auditor')}</h2>
      <p>{say('disclosures-auditor-lead')}</p>
      {shut.length > 0 && (
        <p class="field-hint" data-testid="auditors-shut">
          {say('disclosures-auditor-shut', { names: shut.map((one) => one.name).join(', ') })}
        </p>
      )}
      {open.length === 0 && <p data-testid="auditors-none">{say('disclosures-auditor-none')}</p>}
      {done && (
        <p role="status" data-testid="auditors-done">
          {say('disclosures-auditor-done')}
        </p>
      )}
      {open.length > 0 && (
        <Button
          testId="auditors-let"
          kind="soft"
          busy={desk.busy.value}
          onPress={() => setAsked(true)}
        >
          {say('disclosures-auditor-let')}
        </Button>
      )}
      {asked && (
        <Confirm
          testId="auditors-confirm"
          title={say('disclosures-auditor-let-title')}
          yes={say('disclosures-auditor-let-yes')}
          onYes={() => void seal()}
          onNo={() => setAsked(false)}
        >
          <p>{say('disclosures-auditor-let-why', { names })}</p>
        </Confirm>
      )}
    </section>
  );
}
