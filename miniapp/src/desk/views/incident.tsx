// Something went wrong, recorded by one of the staff (R31). Lives here: the form and what came of it; where else
// one can complain. Must not: have a field for a student.

import { type Signal, useSignal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import { MyReports } from '../../complain/mine.tsx';
import { OutsideWay } from '../../complain/outside.tsx';
import { OwnReports, type Sending } from '../../complain/reports.ts';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import { equal, wellFormed } from '../../crypto/bytes.ts';
import { Refused } from '../../crypto/errors.ts';
import {
  LONGEST_REPORT,
  REPORT_TOLD,
  type ReportKind,
  type ReportTold,
  type ReportWords,
} from '../../crypto/report.ts';
import { clearSent } from '../../state/draft.ts';
import type { Drafts } from '../state/drafts.ts';
import type { DeskSide } from '../state/side.ts';
import { Pick } from './shift-parts.tsx';
import '../../complain/complain.css';

const KINDS: readonly ReportKind[] = ['device', 'recipient', 'data', 'service', 'other'];
const ABOUT = ['neither', 'coordinator', 'manager'] as const;
type About = (typeof ABOUT)[number];

/** The reports of whoever is signed in, under the certificate that the roster has of them. */
function useOwnReports(side: DeskSide): OwnReports {
  return useMemo(
    () =>
      new OwnReports({
        account: side.account,
        staff: (roster) => {
          const { sign } = side.account.bundle.identity;
          const own = roster.certificates.find((one) => equal(one.sign, sign.public));
          if (own === undefined) throw new Refused('roster-incomplete');
          return { sign, certificate: own.signed };
        },
        roster: async () => side.roster,
        now: side.time,
      }),
    [side],
  );
}

function Told({ told }: { told: Signal<readonly ReportTold[]> }) {
  const say = useSay();
  return (
    <fieldset class="plain-set stack">
      <legend class="field-label">{say('incident-told')}</legend>
      {REPORT_TOLD.map((role) => (
        <Choice
          key={role}
          testId={`incident-told-${role}`}
          type="checkbox"
          name="incident-told"
          checked={told.value.includes(role)}
          onPick={(on) => {
            told.value = REPORT_TOLD.filter((one) =>
              one === role ? on : told.value.includes(one),
            );
          }}
        >
          {say(`incident-told-${role}`)}
        </Choice>
      ))}
    </fieldset>
  );
}

function IncidentForm({ reports, drafts }: { reports: OwnReports; drafts: Drafts }) {
  const say = useSay();
  const kind = useSignal<ReportKind>('device');
  const about = useSignal<About>('neither');
  const told = useSignal<readonly ReportTold[]>([]);
  const [came, setCame] = useState<Sending | null>(null);
  const [said, done] = [drafts.of('incident-said'), drafts.of('incident-done')];
  const words: ReportWords = {
    kind: kind.value,
    said: wellFormed(said.value.trim()),
    done: wellFormed(done.value.trim()),
    told: told.value,
    leftOut: about.value === 'neither' ? '' : about.value,
  };
  const fits = [words.said, words.done].every((text) => [...text].length <= LONGEST_REPORT);
  const send = async (): Promise<void> => {
    const as = await reports.write(words);
    setCame(as);
    if (as !== 'sent') return;
    clearSent(said, words.said);
    clearSent(done, words.done);
    if (said.peek() !== '' || done.peek() !== '') return;
    told.value = [];
    about.value = 'neither';
  };
  const typed = (text: Signal<string>) => (value: string) => {
    text.value = value;
  };
  return (
    <section class="card stack" data-testid="incident">
      <h2>{say('incident-title')}</h2>
      <p>{say('incident-lead')}</p>
      <Pick
        testId="incident-kind"
        label={say('complain-kind')}
        value={kind.value}
        options={KINDS.map((one) => ({ value: one, text: say(`complain-kind-${one}`) }))}
        onPick={(value) => {
          kind.value = value as ReportKind;
        }}
      />
      <Field
        testId="incident-said"
        label={say('complain-said')}
        hint={say('incident-said-hint')}
        value={said.value}
        onInput={typed(said)}
        lines={4}
        longest={LONGEST_REPORT}
      />
      <Field
        testId="incident-done"
        label={say('incident-done')}
        value={done.value}
        onInput={typed(done)}
        lines={3}
        longest={LONGEST_REPORT}
      />
      <Told told={told} />
      <Pick
        testId="incident-about"
        label={say('incident-about')}
        value={about.value}
        options={ABOUT.map((one) => ({ value: one, text: say(`incident-about-${one}`) }))}
        onPick={(value) => {
          about.value = value as About;
        }}
      />
      {came !== null && (
        <Note testId="incident-came" kind={came === 'sent' ? 'plain' : 'warning'} urgent>
          <p data-came={came}>
            {say(came === 'sent' ? 'complain-sent' : `complain-trouble-${came}`)}
          </p>
        </Note>
      )}
      <Button
        testId="incident-send"
        kind="soft"
        disabled={words.said === '' || !fits}
        busy={reports.busy.value}
        onPress={() => void send()}
      >
        {say('incident-send')}
      </Button>
    </section>
  );
}

function OutsideCard() {
  const say = useSay();
  const { service } = useSurroundings();
  const named = service.complaints ?? null;
  return (
    <section class="card stack" data-testid="incident-outside" data-named={named !== null}>
      <h2>{say('incident-outside-title')}</h2>
      {named === null ? (
        <p>{say('incident-outside-none')}</p>
      ) : (
        <>
          <p>{say('incident-outside', { name: named.name })}</p>
          <div class="contact-ways">
            <OutsideWay contact={named.contact} />
          </div>
        </>
      )}
    </section>
  );
}

export function Incidents({ side, drafts }: { side: DeskSide; drafts: Drafts }) {
  const reports = useOwnReports(side);
  return (
    <>
      <IncidentForm reports={reports} drafts={drafts} />
      <MyReports reports={reports} />
      <OutsideCard />
    </>
  );
}
