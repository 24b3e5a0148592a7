// Renewing certificates for the next term, all at once. Lives here: who runs out when, whom to renew, for how
// long. Must not: certify anybody whose words were not compared once (state/holder.ts renews the same keys).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Choice } from '../../components/field.tsx';
import { Note } from '../../components/parts.tsx';
import { isHolderRole } from '../../crypto/certificates.ts';
import type { HolderDesk } from '../state/holder.ts';
import type { MemberView } from '../state/membership.ts';
import { termsOf } from '../state/signing.ts';
import { DeskScreen } from './frame.tsx';
import { useDate } from './parts.tsx';

/** Who runs out within this is chosen already. */
const SOON = 45 * 86_400;

/** Whom this device may renew: certified once, and not out of the team; the first to run out first. */
export function renewable(desk: HolderDesk): readonly MemberView[] {
  const found = desk.view.value?.members ?? [];
  const may = found.filter(({ member, certificate, broken }) => {
    const mine = !isHolderRole(member.role) || desk.hasRoot;
    return mine && certificate !== null && !broken && member.state === 'active';
  });
  return may.sort((a, b) => (a.certificate?.notAfter ?? 0) - (b.certificate?.notAfter ?? 0));
}

const endsSoon = ({ certificate }: MemberView, now: number): boolean =>
  certificate !== null && certificate.notAfter - SOON < now;

function Row(props: {
  readonly found: MemberView;
  readonly now: number;
  readonly chosen: boolean;
  readonly onPick: (chosen: boolean) => void;
}) {
  const say = useSay();
  const date = useDate();
  const { found, now } = props;
  const until = found.certificate?.notAfter ?? 0;
  const over = until <= now;
  return (
    <li data-testid="renew-row" data-soon={endsSoon(found, now)} data-over={over}>
      <Choice
        testId="renew-pick"
        type="checkbox"
        name={`renew ${found.member.account}`}
        checked={props.chosen}
        onPick={props.onPick}
      >
        {found.member.name}
      </Choice>
      <span class="field-hint">
        {say(`desk-role-${found.member.role}`)} ·{' '}
        {say(over ? 'file-certificate-over' : 'file-certificate-until', { date: date(until) })}
      </span>
    </li>
  );
}

export function Renew({
  desk,
  onBack,
  onLock,
}: {
  readonly desk: HolderDesk;
  readonly onBack: () => void;
  readonly onLock: () => void;
}) {
  const say = useSay();
  const now = desk.time();
  const all = renewable(desk);
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    new Set(all.filter((one) => endsSoon(one, now)).map((one) => one.member.account)),
  );
  const terms = termsOf('worker');
  const [days, setDays] = useState(terms.at(-2) ?? 0);
  const [renewed, setRenewed] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const chosen = all.filter((one) => picked.has(one.member.account));
  const pick = (account: string, on: boolean): void => {
    const next = new Set(picked);
    if (on) next.add(account);
    else next.delete(account);
    setPicked(next);
  };
  const renew = async (): Promise<void> => {
    setBusy(true);
    const done = await desk.renew(chosen, days);
    setBusy(false);
    setRenewed(done);
    setPicked(new Set());
  };
  return (
    <DeskScreen testId="renew-screen" title={say('renew-title')} onBack={onBack} onLock={onLock}>
      <p>{say('renew-lead')}</p>
      {renewed !== null && (
        <Note testId="renew-done">
          <p data-count={renewed}>{say('renew-done', { count: renewed })}</p>
        </Note>
      )}
      <section class="card">
        <ul class="desk-list">
          {all.map((found) => (
            <Row
              key={found.member.account}
              found={found}
              now={now}
              chosen={picked.has(found.member.account)}
              onPick={(on) => pick(found.member.account, on)}
            />
          ))}
        </ul>
      </section>
      <section class="card">
        <fieldset class="stack">
          <legend class="field-label">{say('desk-check-days')}</legend>
          {terms.map((one) => (
            <Choice
              key={one}
              testId={`renew-days-${one}`}
              type="radio"
              name="renew-days"
              checked={days === one}
              onPick={() => setDays(one)}
            >
              {say('desk-days', { days: one })}
            </Choice>
          ))}
        </fieldset>
        <p class="field-hint">{say('renew-days-hint')}</p>
        <Button
          testId="renew-go"
          kind="primary"
          disabled={chosen.length === 0}
          busy={busy}
          onPress={() => void renew()}
        >
          {say('renew-go', { count: chosen.length })}
        </Button>
      </section>
    </DeskScreen>
  );
}
