// The team. Lives here: members with what this device found of them, suspending and restoring, the roster's
// state. Must not: certify (certify.tsx) or judge certificates (state/membership.ts).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note } from '../../components/parts.tsx';
import { isHolderRole } from '../../crypto/certificates.ts';
import { ROSTER_REMINDER } from '../../crypto/roster.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { MemberView, TeamView } from '../state/membership.ts';
import { succeeds } from '../state/succession.ts';
import type { Member } from '../state/types.ts';
import { Invites } from './invites.tsx';
import { useDate } from './parts.tsx';
import { renewable } from './renew.tsx';

const DAY = 86_400;
/** From here on a certificate can be renewed before it runs out; an auditor's is short. */
const RENEW_FROM = 45 * DAY;
const RENEW_AUDITOR_FROM = 7 * DAY;

function useStanding({ member, certificate, broken, listed }: MemberView): {
  readonly text: string;
  readonly warn: boolean;
} {
  const say = useSay();
  const date = useDate();
  if (member.state === 'suspended') return { text: say('desk-state-suspended'), warn: true };
  if (broken) return { text: say('desk-state-broken'), warn: true };
  if (certificate === null) return { text: say('desk-state-waiting'), warn: true };
  const until = date(certificate.notAfter);
  if (certificate.notAfter * 1000 <= Date.now()) {
    return { text: say('desk-state-lapsed', { date: until }), warn: true };
  }
  if (!listed) return { text: say('desk-state-unlisted'), warn: true };
  return { text: say('desk-state-certified', { date: until }), warn: false };
}

interface MemberProps {
  readonly desk: HolderDesk;
  readonly found: MemberView;
  readonly onCheck: (found: MemberView) => void;
  readonly onAsk: (what: 'suspend' | 'restore', member: Member) => void;
}

function MemberActions({ desk, found, onCheck, onAsk }: MemberProps) {
  const say = useSay();
  const { member, certificate, listed, isMe } = found;
  const suspended = member.state === 'suspended';
  const follows = succeeds(found);
  const may = !isHolderRole(member.role) || desk.hasRoot;
  const before = member.role === 'auditor' ? RENEW_AUDITOR_FROM : RENEW_FROM;
  const soon = certificate !== null && certificate.notAfter - before < Date.now() / 1000;
  return (
    <div class="row">
      {!suspended && may && certificate === null && (
        <Button testId="member-check" kind="small" onPress={() => onCheck(found)}>
          {say('desk-check')}
        </Button>
      )}
      {!suspended && may && soon && (
        <Button testId="member-renew" kind="small" onPress={() => onCheck(found)}>
          {say('desk-renew')}
        </Button>
      )}
      {member.state === 'active' && certificate !== null && !listed && !follows && (
        <Button testId="member-list" kind="small" onPress={() => void desk.listNow(member)}>
          {say('desk-list')}
        </Button>
      )}
      {!isMe && !suspended && (
        <Button testId="member-suspend" kind="danger" onPress={() => onAsk('suspend', member)}>
          {say('desk-suspend')}
        </Button>
      )}
      {suspended && (
        <Button testId="member-restore" kind="small" onPress={() => onAsk('restore', member)}>
          {say('desk-restore')}
        </Button>
      )}
    </div>
  );
}

function MemberRow(props: MemberProps) {
  const say = useSay();
  const { desk, found } = props;
  const { member, certificate, broken, isMe } = found;
  const { text, warn } = useStanding(found);
  const blocked = certificate === null && isHolderRole(member.role) && !desk.hasRoot && !isMe;
  return (
    <li data-testid="member" data-role={member.role} data-state={member.state}>
      <div class="desk-row">
        <span class="field-label">
          <span dir="auto" data-testid="member-name">
            {member.name}
          </span>
          {isMe && <span class="field-hint"> ({say('desk-team-me')})</span>}
        </span>
        <span class="field-hint">{say(`desk-role-${member.role}`)}</span>
      </div>
      <div class="row">
        <span class="desk-badge" data-kind={warn ? 'warning' : 'plain'} data-testid="member-state">
          {text}
        </span>
        {certificate?.under18 === 1 && <span class="desk-badge">{say('desk-under-18')}</span>}
      </div>
      {broken && <p class="field-fault">{say('desk-broken-why')}</p>}
      {blocked && <p class="field-hint">{say('desk-step-certify-holder-why')}</p>}
      <MemberActions {...props} />
    </li>
  );
}

function Roster({ desk, view }: { desk: HolderDesk; view: TeamView }) {
  const say = useSay();
  const date = useDate();
  const { roster, expired } = view;
  const backed = desk.team.value?.backups.some((one) => one.role === desk.role) ?? false;
  return (
    <section class="card">
      <h2>{say('desk-roster-title')}</h2>
      {roster === null ? (
        <p>{say('desk-roster-none')}</p>
      ) : (
        <p data-testid="roster-state" data-version={roster.version}>
          {expired
            ? say('desk-roster-expired', { date: date(roster.body.expires) })
            : say('desk-roster-state', {
                version: roster.version,
                date: date(roster.body.expires),
                reminder: date(roster.body.issued + ROSTER_REMINDER),
              })}
        </p>
      )}
      <h2>{say('desk-backup-title')}</h2>
      <p data-testid="backup-state">{say(backed ? 'desk-backup-yes' : 'desk-backup-no')}</p>
    </section>
  );
}

/** The list has fewer than the roster: shown by the names on the roster, which the server cannot make up. */
function Absent({ view }: { view: TeamView }) {
  const say = useSay();
  if (view.absent.length === 0) return null;
  return (
    <Note testId="team-absent" kind="warning" urgent>
      <p>{say('desk-team-absent')}</p>
      <ul>
        {view.absent.map((one) => (
          <li key={one.name} dir="auto">
            {one.name}
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** Ways to what is done once a term rather than every day. */
function Papers({ desk, onFile, onRenew, onSuccession }: Omit<TeamProps, 'onCheck'>) {
  const say = useSay();
  const soon = renewable(desk).filter(
    ({ certificate }) => certificate !== null && certificate.notAfter - RENEW_FROM < desk.time(),
  );
  return (
    <section class="card">
      {onFile !== null && (
        <>
          <Button testId="file-go" kind="soft" onPress={onFile}>
            {say('file-open')}
          </Button>
          <p class="field-hint">{say('file-open-why')}</p>
        </>
      )}
      <Button testId="renew-open" kind="soft" onPress={onRenew}>
        {say('renew-open')}
      </Button>
      <p class="field-hint" data-testid="renew-soon" data-count={soon.length}>
        {say('renew-open-why', { count: soon.length })}
      </p>
      <Button testId="succession-open" kind="soft" onPress={onSuccession}>
        {say('succession-open')}
      </Button>
      <p class="field-hint">{say('succession-open-why')}</p>
    </section>
  );
}

interface TeamProps {
  readonly desk: HolderDesk;
  readonly onCheck: (found: MemberView) => void;
  /** Null for who may not read the team's file. */
  readonly onFile: (() => void) | null;
  readonly onRenew: () => void;
  readonly onSuccession: () => void;
}

export function Team(props: TeamProps) {
  const say = useSay();
  const { desk, onCheck } = props;
  const [asked, setAsked] = useState<{ what: 'suspend' | 'restore'; member: Member } | null>(null);
  const view = desk.view.value;
  if (view === null) return null;
  const here = view.members.filter(({ member }) => member.state !== 'left');
  const carryOut = (): void => {
    if (asked === null) return;
    void (asked.what === 'suspend' ? desk.suspend(asked.member) : desk.restore(asked.member));
    setAsked(null);
  };
  return (
    <>
      <Absent view={view} />
      <section class="card">
        <ul class="desk-list" data-testid="members">
          {here.map((found) => (
            <MemberRow
              key={found.member.account}
              desk={desk}
              found={found}
              onCheck={onCheck}
              onAsk={(what, member) => setAsked({ what, member })}
            />
          ))}
        </ul>
      </section>
      <Papers {...props} />
      <Invites desk={desk} />
      <Roster desk={desk} view={view} />
      {asked !== null && (
        <Confirm
          testId={`${asked.what}-confirm`}
          title={say(`desk-${asked.what}-title`, { name: asked.member.name })}
          yes={say(`desk-${asked.what}-yes`)}
          onYes={carryOut}
          onNo={() => setAsked(null)}
        >
          <p>{say(`desk-${asked.what}-why`)}</p>
        </Confirm>
      )}
    </>
  );
}
