// A holder's desk. Lives here: its tabs, and the warning that stands in place of everything when the team
// does not fit. Must not: what a tab shows.
import { useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { CrisisContacts } from '../../components/crisis.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import type { DeskState } from '../state/desk.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { MemberView } from '../state/membership.ts';
import { Certify } from './certify.tsx';
import { DeskScreen, Dropped, Tabs } from './frame.tsx';
import { MyKit } from './my-kit.tsx';
import { Now } from './now.tsx';
import { Poster } from './poster.tsx';
import { RootWords } from './root-words.tsx';
import { Team } from './team.tsx';

type Tab = 'now' | 'team' | 'poster' | 'kit';

/** In the order shown. */
const TABS: readonly Tab[] = ['now', 'team', 'poster', 'kit'];

const TEXT: Readonly<Record<Tab, string>> = {
  now: 'desk-now',
  team: 'desk-team',
  poster: 'desk-poster',
  kit: 'desk-kit-tab',
};

const TITLE: Readonly<Record<Tab, string>> = {
  now: 'desk-now-title',
  team: 'desk-team-title',
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

export function Holder({ desk, holder }: { desk: DeskState; holder: HolderDesk }) {
  const say = useSay();
  const [tab, setTab] = useState<Tab>('now');
  const [checking, setChecking] = useState<MemberView | null>(null);
  const onLock = (): void => desk.entry.lock();
  const view = holder.view.value;
  if (holder.trouble.value === 'mismatch') return <Mismatch onLock={onLock} />;
  if (checking !== null) {
    return <Certify desk={holder} found={checking} onDone={() => setChecking(null)} />;
  }
  const due = view?.members.filter((one) => one.member.state === 'waiting' && !one.isMe).length;
  const counts: Partial<Record<Tab, number>> = { team: due ?? 0 };
  const tabs = (
    <Tabs
      label={say('desk-title')}
      current={tab}
      onPick={setTab}
      tabs={TABS.map((name) => ({ name, text: say(TEXT[name]), count: counts[name] ?? 0 }))}
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
      {tab === 'now' && <Now desk={holder} />}
      {tab === 'team' && <Team desk={holder} onCheck={setChecking} />}
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
