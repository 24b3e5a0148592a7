// The tabs of a holder's desk. Lives here: their names and order, and how much waits behind each. Must not: what a tab
// shows.
import { useSay } from '../../components/context.ts';
import type { Contacts } from '../state/contacts.ts';
import type { DeclaredList } from '../state/declared.ts';
import type { Disclosures } from '../state/disclosures.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { Inbox } from '../state/inbox.ts';
import type { Keeping } from '../state/keeping.ts';
import type { PolicyRecord } from '../state/policy-record.ts';
import type { Register } from '../state/register.ts';
import type { Supervising } from '../state/supervising.ts';
import { FewTabs } from './frame.tsx';
import { useKept } from './fresh.ts';

export type Tab =
  | 'now'
  | 'inbox'
  | 'supervision'
  | 'records'
  | 'disclosures'
  | 'decide'
  | 'incidents'
  | 'team'
  | 'rota'
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
  'records',
  'disclosures',
  'decide',
  'incidents',
  'team',
  'rota',
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
  records: 'case-records-tab',
  disclosures: 'disclosures-tab',
  decide: 'declared-tab',
  incidents: 'incidents-tab',
  team: 'desk-team',
  rota: 'rota-tab',
  numbers: 'numbers-tab',
  audit: 'audit-tab',
  policy: 'policy-tab',
  poster: 'desk-poster',
  kit: 'desk-kit-tab',
};

export const TITLE: Readonly<Record<Tab, string>> = {
  now: 'desk-now-title',
  inbox: 'inbox-title',
  supervision: 'supervision-title',
  records: 'case-records-title',
  disclosures: 'disclosures-title',
  decide: 'declared-title',
  incidents: 'incidents-title',
  team: 'desk-team-title',
  rota: 'rota-title',
  numbers: 'numbers-title',
  audit: 'audit-title',
  policy: 'policy-tab-title',
  poster: 'desk-poster-title',
  kit: 'desk-kit-tab',
};

/** What is counted, and so kept while the tabs are on the screen. */
interface Counted {
  readonly holder: HolderDesk;
  readonly inbox: Inbox;
  readonly contacts: Contacts | null;
  readonly supervising: Supervising | null;
  readonly disclosures: Disclosures;
  readonly declared: DeclaredList;
  readonly register: Register;
  readonly policy: PolicyRecord;
  readonly keeping: Keeping;
}

function useCounts(lists: Counted, current: Tab): Partial<Record<Tab, number>> {
  const { holder, inbox, contacts, supervising, disclosures, declared, register } = lists;
  const policy = holder.role === 'coordinator' ? lists.policy : null;
  useKept(inbox.fresh);
  // Behind its own tab all of it is read.
  useKept(current === 'supervision' ? null : (supervising?.counted ?? null));
  useKept(disclosures.fresh);
  useKept(declared.fresh);
  useKept(register.fresh);
  useKept(policy?.fresh ?? null);
  useKept(lists.keeping.fresh);
  const members = holder.view.value?.members;
  return {
    inbox: inbox.waiting.value + inbox.missing.value.length + (contacts?.unread.value ?? 0),
    supervision: supervising?.entries.value?.filter((one) => one.row.state === 'new').length ?? 0,
    disclosures: disclosures.waiting.value,
    decide: declared.rows.value?.length ?? 0,
    incidents: register.waiting.value,
    team: members?.filter((one) => one.member.state === 'waiting' && !one.isMe).length ?? 0,
    policy: (policy?.waiting ?? 0) + lists.keeping.waiting,
  };
}

export function HolderTabs(props: {
  readonly current: Tab;
  readonly onPick: (tab: Tab) => void;
  readonly lists: Counted;
}) {
  const say = useSay();
  const { current, onPick, lists } = props;
  const counts = useCounts(lists, current);
  const sealed: readonly Tab[] = lists.supervising === null ? ['supervision', 'records'] : [];
  const shown = TABS.filter((name) => !sealed.includes(name));
  return (
    <FewTabs
      first={3}
      label={say('desk-title')}
      current={current}
      onPick={onPick}
      tabs={shown.map((name) => ({ name, text: say(TEXT[name]), count: counts[name] ?? 0 }))}
    />
  );
}
