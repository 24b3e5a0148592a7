// A holder changes. Lives here: for each role who holds it, who follows, what was passed on, and the next
// step for this desk. Must not: compare words (certify.tsx) or touch a key (state/succession.ts).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import { isHolder } from '../../crypto/certificates.ts';
import { HOLDERS, type HolderRole } from '../../crypto/types.ts';
import type { MemberView } from '../state/membership.ts';
import type { Change, Succession } from '../state/succession.ts';
import { DeskScreen } from './frame.tsx';
import { useOpened } from './fresh.ts';
import { ShownLink } from './invites.tsx';

interface RoleProps {
  readonly succession: Succession;
  readonly change: Change;
  readonly onCheck: (found: MemberView) => void;
}

function Invite({ succession, role }: { succession: Succession; role: HolderRole }) {
  const say = useSay();
  const { service } = useSurroundings();
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const token = await succession.invite(role, label.trim());
    if (token !== null) setLink(`https://t.me/${service.bot}?start=i_${token}`);
  };
  if (link !== null) {
    const done = (): void => {
      setLink(null);
      setOpen(false);
    };
    return <ShownLink link={link} label={label.trim()} onDone={done} />;
  }
  if (!open) {
    return (
      <Button testId="successor-begin" kind="soft" onPress={() => setOpen(true)}>
        {say('succession-begin')}
      </Button>
    );
  }
  return (
    <div class="stack">
      <Field
        testId="successor-label"
        readOnly={succession.busy.value}
        label={say('desk-invite-label')}
        hint={say('desk-invite-label-hint')}
        value={label}
        onInput={setLabel}
        longest={60}
      />
      <Button
        testId="successor-make"
        kind="soft"
        disabled={label.trim() === ''}
        busy={succession.busy.value}
        onPress={() => void make()}
      >
        {say('desk-invite-make')}
      </Button>
    </div>
  );
}

/** The successor set up: the root certifies them, and where nobody has the root it is put together. */
function ToCertify({ succession, change, onCheck }: RoleProps) {
  const say = useSay();
  const { successor, role } = change;
  if (successor === null) return null;
  const { desk } = succession;
  if (desk.hasRoot) {
    return (
      <Button testId="successor-check" kind="primary" onPress={() => onCheck(successor)}>
        {say('desk-check')}
      </Button>
    );
  }
  if (role !== 'coordinator') return <p>{say('succession-coordinator-checks')}</p>;
  return <Root succession={succession} />;
}

/** The coordinator is gone: manager and deputy put the root together, on one of their desks. */
function Root({ succession }: { succession: Succession }) {
  const say = useSay();
  const { desk } = succession;
  const other = desk.role === 'manager' ? 'deputy' : 'manager';
  const to = desk.view.value?.members.find(
    (one) => one.member.role === other && one.listed && one.certificate !== null,
  )?.certificate;
  const given = succession.standing.value?.given.some((one) => one.role === 'root') ?? false;
  return (
    <div class="stack">
      <p>{say('succession-root')}</p>
      {succession.rootOffered ? (
        <Button
          testId="root-restore"
          kind="primary"
          busy={succession.busy.value}
          onPress={() => void succession.restoreRoot()}
        >
          {say('succession-root-restore')}
        </Button>
      ) : given ? (
        <p data-testid="root-given">{say('succession-root-given')}</p>
      ) : (
        to != null &&
        isHolder(to) && (
          <Button
            testId="root-give"
            kind="soft"
            busy={succession.busy.value}
            onPress={() => void succession.give(to, [{ role: 'root', version: 1 }])}
          >
            {say('succession-root-give', { role: say(`desk-role-${other}`) })}
          </Button>
        )
      )}
    </div>
  );
}

/** What the successor still needs, and what this desk can give of it. */
function Keys({ succession, change }: Omit<RoleProps, 'onCheck'>) {
  const say = useSay();
  const certificate = change.successor?.certificate ?? null;
  if (certificate === null || !isHolder(certificate)) return null;
  const lacking = change.secrets.filter((one) => !one.given);
  const mine = lacking.filter((one) => succession.mayGive(one) !== null);
  const given = succession.standing.value?.given ?? [];
  const open = mine.filter(
    (one) =>
      !given.some(
        (other) =>
          other.role === one.role &&
          other.version === one.version &&
          other.piece === succession.mayGive(one),
      ),
  );
  const me = change.successor?.isMe === true;
  const whole = mine.some((one) => succession.mayGive(one) === 'whole');
  return (
    <>
      <p data-testid="successor-keys" data-lacking={lacking.length}>
        {lacking.length === 0
          ? say('succession-keys-all')
          : say('succession-keys-lacking', { count: lacking.length })}
      </p>
      {!me && open.length > 0 && (
        <>
          <p class="field-hint">
            {say(whole ? 'succession-give-whole-why' : 'succession-give-half-why')}
          </p>
          <Button
            testId="successor-give"
            kind="soft"
            busy={succession.busy.value}
            onPress={() => void succession.give(certificate, open)}
          >
            {say(whole ? 'succession-give-whole' : 'succession-give-half')}
          </Button>
        </>
      )}
      {!me && open.length === 0 && lacking.length > 0 && (
        <p class="field-hint" data-testid="successor-given">
          {say('succession-given')}
        </p>
      )}
    </>
  );
}

function TakeOver({ succession, change }: Omit<RoleProps, 'onCheck'>) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const { holder, successor, role } = change;
  if (successor?.certificate == null) return null;
  // Nobody puts themself out: the successor does it, or the third holder.
  if (holder?.isMe === true) return <p>{say('succession-theirs')}</p>;
  const lacking = change.secrets.some((one) => !one.given);
  const words = { name: successor.member.name, role: say(`desk-role-${role}`) };
  const yes = async (): Promise<void> => {
    await succession.takeOver(change);
    setAsked(false);
  };
  return (
    <>
      <Button
        testId="successor-take"
        kind={lacking ? 'soft' : 'primary'}
        onPress={() => setAsked(true)}
      >
        {successor.isMe ? say('succession-take') : say('succession-take-for', words)}
      </Button>
      {asked && (
        <Confirm
          testId="successor-take-confirm"
          title={say('succession-take-title', words)}
          yes={say('succession-take-yes')}
          busy={succession.busy.value}
          onYes={() => void yes()}
          onNo={() => setAsked(false)}
        >
          {holder !== null && <p>{say('succession-take-gone', { name: holder.member.name })}</p>}
          {lacking && <p>{say('succession-take-lacking')}</p>}
        </Confirm>
      )}
    </>
  );
}

function Role({ succession, change, onCheck }: RoleProps) {
  const say = useSay();
  const { role, holder, successor } = change;
  const certified = successor?.certificate != null;
  return (
    <section
      class="card"
      data-testid="succession-role"
      data-role={role}
      data-successor={successor === null ? 'none' : certified ? 'certified' : 'waiting'}
    >
      <h2>{say(`desk-role-${role}`)}</h2>
      <p dir="auto">
        {holder === null
          ? say('succession-nobody')
          : say(holder.isMe ? 'succession-holds-me' : 'succession-holds', {
              name: holder.member.name,
            })}
      </p>
      {successor === null ? (
        <Invite succession={succession} role={role} />
      ) : (
        <>
          <p dir="auto" data-testid="successor">
            {say(certified ? 'succession-certified' : 'succession-set-up', {
              name: successor.member.name,
            })}
          </p>
          {!certified && !successor.isMe && (
            <ToCertify succession={succession} change={change} onCheck={onCheck} />
          )}
          {certified && <Keys succession={succession} change={change} />}
          {certified && <TakeOver succession={succession} change={change} />}
        </>
      )}
    </section>
  );
}

export function SuccessionScreen({
  succession,
  onCheck,
  onBack,
  onLock,
}: {
  readonly succession: Succession;
  readonly onCheck: (found: MemberView) => void;
  readonly onBack: () => void;
  readonly onLock: () => void;
}) {
  const say = useSay();
  useOpened(succession.fresh);
  const trouble = succession.trouble.value;
  return (
    <DeskScreen
      testId="succession-screen"
      title={say('succession-title')}
      onBack={onBack}
      onLock={onLock}
    >
      {trouble !== null && (
        <Note testId="succession-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(`succession-trouble-${trouble}`)}</p>
        </Note>
      )}
      <p>{say('succession-lead')}</p>
      {HOLDERS.map((role) => (
        <Role
          key={role}
          succession={succession}
          change={succession.change(role)}
          onCheck={onCheck}
        />
      ))}
    </DeskScreen>
  );
}
