// A holder's desk. Lives here: its tabs, and the warning that stands in place of everything when the team
// does not fit. Must not: what a tab shows.
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { toBase64url } from '../../crypto/bytes.ts';
import { AuditLog } from '../state/audit.ts';
import type { DeskState } from '../state/desk.ts';
import type { HolderDesk } from '../state/holder.ts';
import { Inbox } from '../state/inbox.ts';
import { Keeping } from '../state/keeping.ts';
import type { MemberView } from '../state/membership.ts';
import { HolderNumbers } from '../state/numbers.ts';
import { PolicyRecord } from '../state/policy-record.ts';
import { Rota } from '../state/rota.ts';
import { Succession } from '../state/succession.ts';
import { Supervising } from '../state/supervising.ts';
import { TeamFile } from '../state/team-file.ts';
import { Audit } from './audit.tsx';
import { CaseRecordsTab, useCaseRecords } from './case-records.tsx';
import { Certify } from './certify.tsx';
import { contactUp } from './contact-holder.tsx';
import { ContactList, ContactsLine } from './contact-list.tsx';
import { WriteToStudent } from './contact-write.tsx';
import { DeclaredLine, DeclaredTab, useDeclared } from './declared.tsx';
import { disclosureUp, PrepareDisclosure, useDisclosures } from './disclosure-holder.tsx';
import { DisclosureList, DisclosuresLine } from './disclosures.tsx';
import { EnquiryCard, EnquiryList } from './enquiry.tsx';
import { DeskScreen, Dropped } from './frame.tsx';
import { useKept } from './fresh.ts';
import { HolderTabs, type Tab, TITLE } from './holder-tabs.tsx';
import { InboxLine, InboxList } from './inbox.tsx';
import { type FlagActions, FlagScreen } from './inbox-flag.tsx';
import { Incidents } from './incident.tsx';
import { KeepingLine, KeepingParts } from './keeping.tsx';
import { HoldThis } from './keeping-holds.tsx';
import { MyKit } from './my-kit.tsx';
import { Now } from './now.tsx';
import { NowShift } from './now-shift.tsx';
import { Numbers } from './numbers.tsx';
import { PolicyLine, PolicyTab } from './policy.tsx';
import { Poster } from './poster.tsx';
import { RegisterList, reportUp, useRegister } from './register.tsx';
import { Renew } from './renew.tsx';
import { RootWords } from './root-words.tsx';
import { RotaTab } from './rota.tsx';
import { SuccessionScreen } from './succession.tsx';
import { Supervision } from './supervision.tsx';
import { Team } from './team.tsx';
import { TeamFileScreen } from './team-file.tsx';

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
function Mismatch({ holder, onLock }: { holder: HolderDesk; onLock: () => void }) {
  const say = useSay();
  return (
    <DeskScreen testId="team-mismatch" title={say('desk-mismatch-title')} onLock={onLock}>
      <Note testId="mismatch-warning" kind="warning" urgent>
        <p>{say('desk-mismatch')}</p>
        <div>
          <Button testId="mismatch-again" kind="small" onPress={() => void holder.lookAgain()}>
            {say('inbox-again')}
          </Button>
        </div>
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
  return useMemo(
    () => (role === 'deputy' ? null : new Supervising({ side: holder, role })),
    [holder, role],
  );
}

/** The team's file is coordinator's and manager's. */
function useFile(holder: HolderDesk): TeamFile | null {
  return useMemo(() => (holder.role === 'deputy' ? null : new TeamFile(holder)), [holder]);
}

/** A successor's device looks all the time: it takes what the others gave whenever it comes. */
function useSuccession(holder: HolderDesk): Succession {
  const succession = useMemo(() => new Succession(holder), [holder]);
  useKept(succession.awaits ? succession.fresh : null);
  return succession;
}

function useNumbers(holder: HolderDesk): HolderNumbers {
  const { words } = useSurroundings();
  return useMemo(() => new HolderNumbers(holder, (id) => words.say(id)), [holder, words]);
}

function useKeeping(holder: HolderDesk): {
  readonly policy: PolicyRecord;
  readonly keeping: Keeping;
} {
  return useMemo(() => {
    const { account, heard, time, role } = holder;
    const parts = { api: account.api, heard, now: time };
    return { policy: new PolicyRecord(parts), keeping: new Keeping({ ...parts, role }) };
  }, [holder]);
}

export function Holder({ desk, holder }: { desk: DeskState; holder: HolderDesk }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>('now');
  const file = useFile(holder);
  const succession = useSuccession(holder);
  const [paper, setPaper] = useState<'file' | 'renew' | 'succession' | null>(null);
  const [checking, setChecking] = useState<MemberView | null>(null);
  const inbox = useMemo(() => new Inbox(holder), [holder]);
  const supervising = useSupervising(holder);
  const disclosures = useDisclosures({ desk, holder, inbox });
  const audit = useMemo(() => new AuditLog(holder.account.api), [holder]);
  const numbers = useNumbers(holder);
  const { policy, keeping } = useKeeping(holder);
  const rota = useMemo(() => new Rota(holder), [holder]);
  const declared = useDeclared(holder);
  const records = useCaseRecords(holder);
  const register = useRegister(holder);
  const onLock = (): void => desk.entry.lock();
  const view = holder.view.value;
  if (holder.trouble.value === 'mismatch') return <Mismatch {...{ holder, onLock }} />;
  if (checking !== null) {
    const onDone = (): void => setChecking((now) => (now === checking ? null : now));
    return <Certify desk={holder} file={file} found={checking} onDone={onDone} />;
  }
  const leavePaper = { onBack: () => setPaper(null), onLock };
  if (paper === 'file' && file !== null) return <TeamFileScreen file={file} {...leavePaper} />;
  if (paper === 'succession') {
    return <SuccessionScreen {...{ succession }} {...leavePaper} onCheck={setChecking} />;
  }
  if (paper === 'renew') return <Renew desk={holder} {...leavePaper} />;
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
        <HoldThis keeping={keeping} flag={opened} />
      </>
    );
    const about = toBase64url(flag.opened.value.flag.case);
    const mayConsent = (): boolean => contacts?.mayShare(about) ?? false;
    return <FlagScreen key={flag.id} {...parts} {...{ actions, mayConsent }} />;
  }
  const report = tab === 'incidents' ? reportUp(register, desk.drafts, onLock) : null;
  if (report !== null) return report;
  const disclosure = tab === 'disclosures' ? disclosureUp(disclosures, onLock) : null;
  if (disclosure !== null) return disclosure;
  const counted = { holder, inbox, contacts, supervising, disclosures: disclosures.list };
  const tabs = (
    <HolderTabs
      current={tab}
      onPick={setTab}
      lists={{ ...counted, declared, register, policy, keeping }}
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
      {tab === 'now' && <DeclaredLine declared={declared} onOpen={() => setTab('decide')} />}
      {tab === 'now' && holder.role === 'coordinator' && (
        <PolicyLine record={policy} onOpen={() => setTab('policy')} />
      )}
      {tab === 'now' && (
        <KeepingLine
          keeping={keeping}
          lead={holder.role === 'coordinator'}
          onOpen={() => setTab('policy')}
        />
      )}
      {tab === 'now' && <Now desk={holder} />}
      {tab === 'now' && <NowShift rota={rota} onOpen={() => setTab('rota')} />}
      {tab === 'inbox' && <InboxList inbox={inbox} />}
      {tab === 'inbox' && contacts !== null && <ContactList contacts={contacts} />}
      {tab === 'supervision' && supervising !== null && (
        <Supervision supervising={supervising} drafts={desk.drafts} />
      )}
      {tab === 'records' && records !== null && (
        <CaseRecordsTab holder={holder} records={records} />
      )}
      {tab === 'disclosures' && <DisclosureList list={disclosures.list} desk={disclosures} />}
      {tab === 'decide' && <DeclaredTab declared={declared} />}
      {tab === 'incidents' && (
        <>
          <RegisterList register={register} />
          <EnquiryCard side={holder} />
          <EnquiryList rows={register.enquiries.value} />
          <Incidents side={holder} drafts={desk.drafts} />
        </>
      )}
      {tab === 'audit' && <Audit log={audit} auditor={false} />}
      {tab === 'team' && (
        <Team
          desk={holder}
          onCheck={setChecking}
          onFile={file === null ? null : () => setPaper('file')}
          onRenew={() => setPaper('renew')}
          onSuccession={() => setPaper('succession')}
        />
      )}
      {tab === 'rota' && (
        <RotaTab rota={rota} lead={holder.role === 'coordinator'} drafts={desk.drafts} />
      )}
      {tab === 'numbers' && <Numbers numbers={numbers} />}
      {tab === 'policy' && (
        <PolicyTab
          record={policy}
          lead={holder.role === 'coordinator'}
          now={holder.time()}
          keeping={<KeepingParts keeping={keeping} lead={holder.role === 'coordinator'} />}
        />
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
