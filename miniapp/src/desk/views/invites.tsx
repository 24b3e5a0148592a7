// Inviting somebody. Lives here: making a one-time link, showing it once, withdrawing. Must not: send the
// link anywhere by itself.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Choice, Field } from '../../components/field.tsx';
import { isHolderRole } from '../../crypto/certificates.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { NewInvite as Invited } from '../state/holder-api.ts';
import { useDate } from './parts.tsx';

/** A one-time link, shown this once. */
export function ShownLink({
  link,
  label,
  onDone,
}: {
  link: string;
  label: string;
  onDone: () => void;
}) {
  const say = useSay();
  const [copied, setCopied] = useState<'no' | 'yes' | 'not'>('no');
  const copy = (): void => {
    const written = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('none'));
    written.then(
      () => setCopied('yes'),
      () => setCopied('not'),
    );
  };
  const canShare = typeof navigator.share === 'function';
  return (
    <div class="stack" data-testid="invite-made">
      <p dir="auto">{say('desk-invite-ready', { label })}</p>
      <input
        class="input"
        readOnly
        dir="ltr"
        data-testid="invite-link"
        aria-label={say('desk-copy-not')}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <Button testId="invite-copy" kind="small" onPress={copy}>
          {say(copied === 'yes' ? 'desk-copied' : 'desk-copy')}
        </Button>
        {canShare && (
          <Button
            testId="invite-share"
            kind="small"
            onPress={() => void navigator.share({ url: link }).catch(() => undefined)}
          >
            {say('desk-share')}
          </Button>
        )}
        <Button testId="invite-done" kind="small" onPress={onDone}>
          {say('app-close')}
        </Button>
      </div>
      {copied === 'not' && <p class="field-hint">{say('desk-copy-not')}</p>}
    </div>
  );
}

const ROLES: readonly Invited['role'][] = ['worker', 'consultant', 'auditor'];

function NewInvite({ desk }: { desk: HolderDesk }) {
  const say = useSay();
  const { service } = useSurroundings();
  const [label, setLabel] = useState('');
  const [role, setRole] = useState<Invited['role']>('worker');
  const [under18, setUnder18] = useState(false);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ link: string; label: string } | null>(null);
  const make = async (): Promise<void> => {
    setBusy(true);
    const token = await desk.invite({
      role,
      label: label.trim(),
      under18: role === 'worker' && under18,
    });
    setBusy(false);
    if (token === null) return;
    setMade({ link: `https://t.me/${service.bot}?start=i_${token}`, label: label.trim() });
    setLabel('');
  };
  if (made !== null) return <ShownLink {...made} onDone={() => setMade(null)} />;
  return (
    <>
      <Field
        testId="invite-label"
        readOnly={busy}
        label={say('desk-invite-label')}
        hint={say('desk-invite-label-hint')}
        value={label}
        onInput={setLabel}
        longest={60}
      />
      <fieldset class="stack">
        <legend class="field-label">{say('desk-invite-as')}</legend>
        {ROLES.map((one) => (
          <Choice
            key={one}
            testId={`invite-role-${one}`}
            type="radio"
            name="invite-role"
            checked={role === one}
            onPick={() => setRole(one)}
          >
            {say(`desk-role-${one}`)}
          </Choice>
        ))}
      </fieldset>
      {role === 'worker' ? (
        <Choice
          testId="invite-under-18"
          type="checkbox"
          name="invite-under-18"
          checked={under18}
          onPick={setUnder18}
        >
          {say('desk-invite-under-18')}
        </Choice>
      ) : (
        <p class="field-hint">{say(`desk-invite-why-${role}`)}</p>
      )}
      <Button
        testId="invite-make"
        kind="soft"
        disabled={label.trim() === ''}
        busy={busy}
        onPress={() => void make()}
      >
        {say('desk-invite-make')}
      </Button>
    </>
  );
}

export function Invites({ desk }: { desk: HolderDesk }) {
  const say = useSay();
  const date = useDate();
  const open = desk.team.value?.invites ?? [];
  const roles = open.map((one) => ({ ...one, who: one.label || say(`desk-role-${one.role}`) }));
  return (
    <section class="card">
      <h2>{say('desk-invite')}</h2>
      <NewInvite desk={desk} />
      {roles.length > 0 && (
        <>
          <h3>{say('desk-invites-title')}</h3>
          <ul class="desk-list">
            {roles.map((one) => (
              <li class="desk-row" key={one.id} data-testid="invite">
                <span>
                  <span dir="auto">{one.who}</span>
                  <span class="field-hint">
                    {' '}
                    {say('desk-invite-until', { date: date(one.expires) })}
                  </span>
                </span>
                {!isHolderRole(one.role) && (
                  <Button
                    testId="invite-withdraw"
                    kind="danger"
                    onPress={() => void desk.withdraw(one.id)}
                  >
                    {say('desk-invite-withdraw')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
