// One page of the team's file, to read and to print. Lives here: what is signed in it, with its dates.
// Must not: change anything.
import { useSay } from '../../components/context.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import type { Seconds } from '../../crypto/types.ts';
import { policyVersion } from '../../words/policy.ts';
import { type Sheet, type ShownTraining, trained, validUntil } from '../state/sheet.ts';
import { useDate } from './parts.tsx';
import './file.css';

/** Where somebody stands, in a few badges that say it in words. */
export function SheetBadges({ sheet, asked, now }: { sheet: Sheet; asked: boolean; now: Seconds }) {
  const say = useSay();
  const date = useDate();
  const { row } = sheet;
  const until = validUntil(sheet);
  if (row.state === 'left') {
    return (
      <span class="desk-badge" data-testid="file-left">
        {say('file-left', { date: date(row.left_hour ?? 0) })}
      </span>
    );
  }
  const over = until === null || until <= now;
  const lacks = row.role === 'worker' && !trained(sheet);
  return (
    <>
      <span class="desk-badge" data-kind={over ? 'warning' : 'plain'} data-testid="file-until">
        {until === null
          ? say('file-certificate-none')
          : say(over ? 'file-certificate-over' : 'file-certificate-until', { date: date(until) })}
      </span>
      {row.role === 'worker' && (
        <span
          class="desk-badge"
          data-kind={lacks && asked ? 'warning' : 'plain'}
          data-testid="file-trained"
          data-trained={!lacks}
        >
          {say(lacks ? 'file-trained-no' : 'file-trained-yes')}
        </span>
      )}
      <span
        class="desk-badge"
        data-kind={row.agreed ? 'plain' : 'warning'}
        data-testid="file-agreed"
        data-agreed={row.agreed}
      >
        {say(row.agreed ? 'file-agreed-yes' : 'file-agreed-no')}
      </span>
    </>
  );
}

function TrainingLine({ shown }: { shown: ShownTraining }) {
  const say = useSay();
  const date = useDate();
  const { training } = shown;
  if (training === null) return <p class="field-fault">{say('file-training-broken')}</p>;
  const { done, until, by } = training;
  return (
    <>
      <p class="file-said" dir="auto" data-testid="file-training-what">
        {training.what}
      </p>
      <p class="field-hint" dir="auto">
        {say('file-training-when', { date: date(done), by })}{' '}
        {until === 0
          ? say('file-training-no-end')
          : say(shown.counts ? 'file-training-until' : 'file-training-over', { date: date(until) })}
      </p>
      {!shown.proven && <p class="field-fault">{say('file-training-unproven')}</p>}
    </>
  );
}

export interface SheetFactsProps {
  readonly sheet: Sheet;
  /** A button beside each training, where there is something to do about it. */
  readonly onDrop?: (id: string) => void;
}

/** Certificates, agreements and trainings; the newest first. */
export function SheetFacts({ sheet, onDrop }: SheetFactsProps) {
  const say = useSay();
  const date = useDate();
  const { row } = sheet;
  return (
    <section class="desk-sheet file-sheet" data-testid="file-sheet" data-account={row.account}>
      <h2 dir="auto">{row.name}</h2>
      <p>{say(`desk-role-${row.role}`)}</p>
      {row.left_hour !== null && <p>{say('file-left', { date: date(row.left_hour) })}</p>}
      <h3>{say('file-trainings')}</h3>
      {sheet.trainings.length === 0 && <p>{say('file-trainings-none')}</p>}
      <ul class="file-lines">
        {[...sheet.trainings].reverse().map((shown) => (
          <li key={shown.id} data-testid="file-training" data-counts={shown.counts}>
            <TrainingLine shown={shown} />
            {onDrop !== undefined && (
              <button
                type="button"
                class="button desk-no-print"
                data-kind="small"
                data-testid="file-training-drop"
                onClick={() => onDrop(shown.id)}
              >
                {say('file-training-drop')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <h3>{say('file-agreements')}</h3>
      <ul class="file-lines">
        {[...sheet.agreements].reverse().map((one) => (
          <li key={`${one.given} ${toBase64url(one.wording)}`} data-testid="file-agreement">
            {say(one.action === 'agree' ? 'file-agreement' : 'file-agreement-back', {
              version: policyVersion(toBase64url(one.wording)),
              date: date(one.given),
            })}
          </li>
        ))}
      </ul>
      <h3>{say('file-certificates')}</h3>
      {sheet.certificates.length === 0 && <p>{say('file-certificate-none')}</p>}
      <ul class="file-lines">
        {[...sheet.certificates].reverse().map((one) => (
          <li key={toBase64url(one.id)} data-testid="file-certificate">
            {say('file-certificate', { from: date(one.notBefore), until: date(one.notAfter) })}
            {one.under18 === 1 && ` · ${say('desk-under-18')}`}
          </li>
        ))}
      </ul>
      {sheet.broken > 0 && (
        <p class="field-fault" data-testid="file-broken">
          {say('file-broken', { count: sheet.broken })}
        </p>
      )}
    </section>
  );
}
