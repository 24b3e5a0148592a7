// The staff side's entry, loaded only when it is asked for. Lives here: building it once, its words, and
// which screen is up. Must not: anything of the student's side, or what a screen shows.
import { useEffect, useMemo, useState } from 'preact/hooks';
import again from '../../../policy/locales/en/again.ftl?raw';
import apart from '../../../policy/locales/en/apart.ftl?raw';
import aside from '../../../policy/locales/en/aside.ftl?raw';
import audit from '../../../policy/locales/en/audit.ftl?raw';
import caseRecord from '../../../policy/locales/en/case-record.ftl?raw';
import complain from '../../../policy/locales/en/complain.ftl?raw';
import concern from '../../../policy/locales/en/concern.ftl?raw';
import contact from '../../../policy/locales/en/contact.ftl?raw';
import declared from '../../../policy/locales/en/declared.ftl?raw';
import desk from '../../../policy/locales/en/desk.ftl?raw';
import policy from '../../../policy/locales/en/desk-policy.ftl?raw';
import disclosures from '../../../policy/locales/en/disclosures.ftl?raw';
import grounds from '../../../policy/locales/en/grounds.ftl?raw';
import handing from '../../../policy/locales/en/handing.ftl?raw';
import inbox from '../../../policy/locales/en/inbox.ftl?raw';
import incidents from '../../../policy/locales/en/incidents.ftl?raw';
import keeping from '../../../policy/locales/en/keeping.ftl?raw';
import numbers from '../../../policy/locales/en/numbers.ftl?raw';
import practice from '../../../policy/locales/en/practice.ftl?raw';
import shift from '../../../policy/locales/en/shift.ftl?raw';
import staff from '../../../policy/locales/en/staff.ftl?raw';
import supervision from '../../../policy/locales/en/supervision.ftl?raw';
import teamFile from '../../../policy/locales/en/team-file.ftl?raw';
import told from '../../../policy/locales/en/told.ftl?raw';
import { Button } from '../components/button.tsx';
import { SurroundingsContext, useSay, useSurroundings } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { useNoticesIn } from '../components/language.tsx';
import { Progress } from '../components/parts.tsx';
import type { Words } from '../words/words.ts';
import './desk.css';
import { buildDesk } from './state/build.ts';
import type { DeskState } from './state/desk.ts';
import { DeskScreen } from './views/frame.tsx';
import { Holder } from './views/holder.tsx';
import { Kit } from './views/kit.tsx';
import { AfterKit, Locked, Working } from './views/locked.tsx';
import { Reader } from './views/reader.tsx';
import { SetUp } from './views/set-up.tsx';
import { Waiting } from './views/waiting.tsx';
import { Worker } from './views/worker.tsx';

/** The staff side's words in front of those that both sides share. */
function staffWords(words: Words): Words {
  const upward = [
    inbox,
    numbers,
    supervision,
    concern,
    disclosures,
    audit,
    teamFile,
    shift,
    practice,
    keeping,
    caseRecord,
    complain,
    incidents,
  ];
  const apartness = [aside, again, apart, declared, handing];
  return words.with(desk, ...apartness, staff, grounds, told, policy, contact, ...upward);
}

function Plain({ testId, title, text }: { testId: string; title: string; text: string }) {
  return (
    <DeskScreen testId={testId} title={title}>
      <p>{text}</p>
      <section class="card">
        <CrisisContacts />
      </section>
    </DeskScreen>
  );
}

/** The access was taken away: everything else is closed. */
function Ended({ state }: { state: DeskState }) {
  const say = useSay();
  return (
    <DeskScreen testId="ended" title={say('desk-ended-title')}>
      <p>{say('desk-ended')}</p>
      <Button testId="ended-again" onPress={() => state.entry.again()}>
        {say('desk-ended-again')}
      </Button>
      <section class="card">
        <CrisisContacts />
      </section>
    </DeskScreen>
  );
}

function Loading() {
  const say = useSay();
  return (
    <DeskScreen testId="loading" title={say('desk-title')}>
      <Progress>{say('app-loading')}</Progress>
    </DeskScreen>
  );
}

function Place({ state }: { state: DeskState }) {
  const say = useSay();
  const [holder, worker] = [state.holder.value, state.worker.value];
  const reader = state.reader.value;
  switch (state.place.value) {
    case 'loading':
      return <Loading />;
    case 'outside':
      return <Plain testId="outside" title={say('app-outside-title')} text={say('desk-outside')} />;
    case 'expired':
      return <Plain testId="expired" title={say('app-expired-title')} text={say('desk-expired')} />;
    case 'ended':
      return <Ended state={state} />;
    case 'set-up':
      return <SetUp entry={state.entry} />;
    case 'working':
      return <Working progress={state.entry.progress.value} />;
    case 'locked':
      return <Locked desk={state} />;
    case 'new-passphrase':
      return <AfterKit entry={state.entry} />;
    case 'kit':
      return <Kit entry={state.entry} />;
    case 'waiting':
      return <Waiting entry={state.entry} now={state.now} />;
    case 'holder':
      return holder === null ? <Loading /> : <Holder desk={state} holder={holder} />;
    case 'worker':
      return worker === null ? <Loading /> : <Worker desk={state} worker={worker} />;
    case 'reader':
      return reader === null ? <Loading /> : <Reader desk={state} reader={reader} />;
  }
}

/** Asks before the app is closed while something is written and not sent. */
function useClosingGuard(state: DeskState): void {
  const { telegram } = useSurroundings();
  const pending = state.drafts.pending;
  useEffect(() => telegram.confirmClosing(pending), [telegram, pending]);
}

function Ready({ state }: { state: DeskState }) {
  useClosingGuard(state);
  useNoticesIn(state.entry.account.value?.api ?? null);
  return <Place state={state} />;
}

/** The desk of workers and holders. */
export function Desk() {
  const around = useSurroundings();
  const { telegram, service } = around;
  const words = useMemo(() => staffWords(around.words), [around.words]);
  const [state, setState] = useState<DeskState | null>(null);
  useEffect(() => {
    void buildDesk({ telegram, service }).then((built) => {
      built.start();
      setState(built);
    });
  }, [telegram, service]);
  return (
    <SurroundingsContext.Provider value={{ ...around, words }}>
      {state === null ? <Loading /> : <Ready state={state} />}
    </SurroundingsContext.Provider>
  );
}
