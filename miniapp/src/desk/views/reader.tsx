// The desk of who only reads: a consultant, an auditor. Lives here: its tabs and what stands in place of
// them when the team does not fit. Must not: what a tab shows.
import { useMemo, useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { Note, Progress } from '../../components/parts.tsx';
import { AuditLog } from '../state/audit.ts';
import type { DeskState } from '../state/desk.ts';
import { Disclosures } from '../state/disclosures.ts';
import type { ReaderDesk, ReadingRole } from '../state/reader.ts';
import { Supervising } from '../state/supervising.ts';
import { Audit } from './audit.tsx';
import { DisclosureScreen } from './disclosure-screen.tsx';
import { DisclosureList } from './disclosures.tsx';
import { DeskScreen, Tabs } from './frame.tsx';
import { MyKit } from './my-kit.tsx';
import { RecordAuditor } from './record-auditor.tsx';
import { SupervisionReading } from './supervision-reading.tsx';
import { WorkerRoot } from './worker-root.tsx';

type Tab = 'supervision' | 'audit' | 'disclosures' | 'records' | 'kit';

/** In the order shown, for each role. */
const TABS: Readonly<Record<ReadingRole, readonly Tab[]>> = {
  consultant: ['supervision', 'kit'],
  auditor: ['audit', 'disclosures', 'records', 'kit'],
};

const TEXT: Readonly<Record<Tab, string>> = {
  supervision: 'supervision-tab',
  audit: 'audit-tab',
  disclosures: 'disclosures-tab',
  records: 'case-records-tab',
  kit: 'desk-kit-tab',
};

const TITLE: Readonly<Record<Tab, string>> = {
  ...TEXT,
  audit: 'audit-title',
  records: 'case-records-title',
};

function Standing({ reader }: { reader: ReaderDesk }) {
  const say = useSay();
  const trust = reader.trust.value;
  if (reader.offline.value) {
    return (
      <p class="field-hint" role="status" data-testid="reader-offline">
        {say('desk-offline')}
      </p>
    );
  }
  if (trust === null) return <Progress>{say('app-loading')}</Progress>;
  if (trust.ok) return null;
  return (
    <Note testId="reader-mismatch" kind="warning" urgent>
      <p>{say('desk-mismatch')}</p>
    </Note>
  );
}

export function Reader({ desk, reader }: { desk: DeskState; reader: ReaderDesk }) {
  const say = useSay();
  const { role } = reader;
  const supervising = useMemo(
    () => (role === 'consultant' ? new Supervising({ side: reader, role }) : null),
    [reader, role],
  );
  const [tab, setTab] = useState<Tab>(TABS[role][0] ?? 'kit');
  const audit = useMemo(() => new AuditLog(reader.account.api), [reader]);
  const records = useMemo(() => new Disclosures({ side: reader, role: 'auditor' }), [reader]);
  const onLock = (): void => desk.entry.lock();
  const seen = tab === 'disclosures' ? records.find(records.current.value) : null;
  if (seen !== null) {
    return <DisclosureScreen key={seen.row.id} {...{ seen, onLock }} list={records} desk={null} />;
  }
  const tabs = (
    <Tabs
      label={say('desk-title')}
      current={tab}
      onPick={setTab}
      tabs={TABS[role].map((name) => ({ name, text: say(TEXT[name]) }))}
    />
  );
  return (
    <DeskScreen
      key={tab}
      testId={role === 'auditor' ? `auditor-${tab}` : `consultant-${tab}`}
      title={say(TITLE[tab])}
      tabs={tabs}
      onLock={onLock}
    >
      <Standing reader={reader} />
      {tab === 'supervision' && supervising !== null && (
        <SupervisionReading supervising={supervising} />
      )}
      {tab === 'audit' && <Audit log={audit} auditor />}
      {tab === 'disclosures' && <DisclosureList list={records} desk={null} />}
      {tab === 'records' && <RecordAuditor side={reader} drafts={desk.drafts} />}
      {tab === 'kit' && (
        <>
          <MyKit entry={desk.entry} />
          <WorkerRoot worker={reader} />
        </>
      )}
    </DeskScreen>
  );
}
