// A holder's desk. Lives here: its tabs, and the warning that stands in place of everything when the team
// does not fit. Must not: what a tab shows.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useSay, useSurroundings } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { AuditLog } from '../state/audit.ts';
import type { DeskState } from '../state/desk.ts';
import type { HolderDesk } from '../state/holder.ts';
import { Inbox } from '../state/inbox.ts';
import type { MemberView } from '../state/membership.ts';
import { HolderNumbers } from '../state/numbers.ts';
import { PolicyRecord } from '../state/policy-record.ts';
import { Supervising } from '../state/supervising.ts';
import { Audit } from './audit.tsx';
import { Certify } from './certify.tsx';
import { contactUp } from './contact-holder.tsx';
import { ContactList, ContactsLine } from './contact-list.tsx';
import { WriteToStudent } from './contact-write.tsx';
import { disclosureUp, PrepareDisclosure, useDisclosures } from './disclosure-holder.tsx';
import { DisclosureList, DisclosuresLine } from './disclosures.tsx';
import { DeskScreen, Dropped, Tabs } from './frame.tsx';
import { InboxLine, InboxList } from './inbox.tsx';
import { type FlagActions, FlagScreen } from './inbox-flag.tsx';
import { MyKit } from './my-kit.tsx';
import { Now } from './now.tsx';
import { Numbers } from './numbers.tsx';
import { PolicyLine, PolicyTab } from './policy.tsx';
import { Poster } from './poster.tsx';
import { RootWords } from './root-words.tsx';
import { Supervision } from './supervision.tsx';
import { Team } from './team.tsx';

type Tab =
  | 'now'
  | 'inbox'
  | 'supervision'
  | 'disclosures'
  | 'team'
  | 'numbers'
  | 'audit'
  | 'policy'
  | 'poster'
  | 'kit';

/** In the order shown. */
const TABS: readonly Tab[] = [
  'now',
  'inbox',
  'supervision',
  'disclosures',
  'team',
  'numbers',
  'audit',
  'policy',
  'poster',
  'kit',
];

const TEXT: Readonly<Record<Tab, string>> = {
  now: 'desk-now',
  inbox: 'inbox-tab',
  supervision: 'supervision-tab',
  disclosures: 'disclosures-tab',
  team: 'desk-team',
  numbers: 'numbers-tab',
  audit: 'audit-tab',
  policy: 'policy-tab',
  poster: 'desk-poster',
  kit: 'desk-kit-tab',
};

const TITLE: Readonly<Record<Tab, string>> = {
  now: 'desk-now-title',
  inbox: 'inbox-title',
  supervision: 'supervision-title',
  disclosures: 'disclosures-title',
  team: 'desk-team-title',
  numbers: 'numbers-title',
  audit: 'audit-title',
  policy: 'policy-tab-title',
  poster: 'desk-poster-title',
  kit: 'desk-kit-tab',
};

function Trouble({ holder }: { holder: HolderDesk }) {
  const say = useSay();
  const trouble = holder.trouble.value;
  if (trouble === null || trouble === 'mismatch') return null;
  return (
    <Note testId="holder-trouble" kind="warning" urgent>
      <p>{say(`desk-trouble-${trouble}`)}</p>
    </Note>
  );
}

/** Root, roster or certificates are not what they should be: nothing is signed. */
function Mismatch({ onLock }: { onLock: () => void }) {
  const say = useSay();
  return (
    <DeskScreen testId="team-mismatch" title={say('desk-mismatch-title')} onLock={onLock}>
      <Note testId="mismatch-warning" kind="warning" urgent>
        <p>{say('desk-mismatch')}</p>
      </Note>
      <section class="card">
        <CrisisContacts />
      </section>
    </DeskScreen>
  );
}

/** Supervision notes are sealed to coordinator and manager alone. */
function useSupervising(holder: HolderDesk): Supervising | null {
  const { role } = holder;
  const supervising = useMemo(
    () => (role === 'deputy' ? null : new Supervising({ side: holder, role })),
    [holder, role],
  );
  useEffect(() => supervising?.follow('new'), [supervising]);
  return supervising;
}

function useNumbers(holder: HolderDesk): HolderNumbers {
  const { words } = useSurroundings();
  return useMemo(() => new HolderNumbers(holder, (id) => words.say(id)), [holder, words]);
}

function usePolicyRecord(holder: HolderDesk): PolicyRecord {
  const record = useMemo(
    () => new PolicyRecord({ api: holder.account.api, now: holder.time }),
    [holder],
  );
  useEffect(() => {
    record.start(holder.heard);
    return () => record.stop();
  }, [record, holder]);
  return record;
}

export function Holder({ desk, holder }: { desk: DeskState; holder: HolderDesk }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>('now');
  const [checking, setChecking] = useState<MemberView | null>(null);
  const inbox = useMemo(() => new Inbox(holder), [holder]);
  useEffect(() => {
    inbox.start();
    return () => inbox.stop();
  }, [inbox]);
  const supervising = useSupervising(holder);
  const disclosures = useDisclosures({ desk, holder, inbox });
  const audit = useMemo(() => new AuditLog(holder.account.api), [holder]);
  const numbers = useNumbers(holder);
  const policy = usePolicyRecord(holder);
  const onLock = (): void => desk.entry.lock();
  const view = holder.view.value;
  if (holder.trouble.value === 'mismatch') return <Mismatch onLock={onLock} />;
  if (checking !== null) {
    return <Certify desk={holder} found={checking} onDone={() => setChecking(null)} />;
  }
  const contacts = desk.contacts.value;
  const letter = contactUp(desk, onLock);
  if (letter !== null) return letter;
  const flag = inbox.current.value;
  if (tab === 'inbox' && flag !== null) {
    const parts = { inbox, thread: flag, drafts: desk.drafts, onLock };
    // What can be begun from an acknowledged flag, under its steps.
    const actions: FlagActions = ({ opened }) => (
      <>
        <PrepareDisclosure
          desk={disclosures}
          flag={opened}
          drafts={desk.drafts}
          onBegun={() => setTab('disclosures')}
        />
        {contacts !== null && <WriteToStudent contacts={contacts} flag={opened} />}
      </>
    );
    return <FlagScreen key={flag.id} {...parts} actions={actions} />;
  }
  const disclosure = tab === 'disclosures' ? disclosureUp(disclosures, onLock) : null;
  if (disclosure !== null) return disclosure;
  const due = view?.members.filter((one) => one.member.state === 'waiting' && !one.isMe).length;
  const written = supervising?.entries.value?.filter((one) => one.row.state === 'new').length;
  const counts: Partial<Record<Tab, number>> = {
    inbox: inbox.waiting.value + (contacts?.unread.value ?? 0),
    supervision: written ?? 0,
    disclosures: disclosures.list.waiting.value,
    team: due ?? 0,
    policy: holder.role === 'coordinator' ? policy.waiting : 0,
  };
  const shown = TABS.filter((name) => name !== 'supervision' || supervising !== null);
  const tabs = (
    <Tabs
      label={say('desk-title')}
      current={tab}
      onPick={setTab}
      tabs={shown.map((name) => ({ name, text: say(TEXT[name]), count: counts[name] ?? 0 }))}
    />
  );
  return (
    <DeskScreen
      key={tab}
      testId={`holder-${tab}`}
      title={say(TITLE[tab])}
      tabs={tabs}
      onLock={onLock}
    >
      <Dropped desk={desk} />
      <Trouble holder={holder} />
      {holder.account.unsaved.value && <p class="field-hint">{say('desk-unsaved')}</p>}
      {view === null && <Progress>{say('app-loading')}</Progress>}
      {tab === 'now' && <InboxLine inbox={inbox} onOpen={() => setTab('inbox')} />}
      {tab === 'now' && contacts !== null && (
        <ContactsLine contacts={contacts} onOpen={() => setTab('inbox')} />
      )}
      {tab === 'now' && (
        <DisclosuresLine list={disclosures.list} onOpen={() => setTab('disclosures')} />
      )}
      {tab === 'now' && holder.role === 'coordinator' && (
        <PolicyLine record={policy} onOpen={() => setTab('policy')} />
      )}
      {tab === 'now' && <Now desk={holder} />}
      {tab === 'inbox' && <InboxList inbox={inbox} />}
      {tab === 'inbox' && contacts !== null && <ContactList contacts={contacts} />}
      {tab === 'supervision' && supervising !== null && (
        <Supervision supervising={supervising} drafts={desk.drafts} />
      )}
      {tab === 'disclosures' && <DisclosureList list={disclosures.list} desk={disclosures} />}
      {tab === 'audit' && <Audit log={audit} auditor={false} />}
      {tab === 'team' && <Team desk={holder} onCheck={setChecking} />}
      {tab === 'numbers' && <Numbers desk={holder} numbers={numbers} />}
      {tab === 'policy' && (
        <PolicyTab record={policy} lead={holder.role === 'coordinator'} now={holder.time()} />
      )}
      {tab === 'poster' && <Poster desk={holder} />}
      {tab === 'kit' && <MyKit entry={desk.entry} />}
      {(tab === 'now' || tab === 'kit') && (
        <RootWords
          words={holder.words.value}
          own={holder.hasRoot}
          checked={view?.checked ?? false}
          onSame={() => void holder.confirmRoot()}
        />
      )}
    </DeskScreen>
  );
}
