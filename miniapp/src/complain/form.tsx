// Telling the people who lead the team that something went wrong, as a student. Lives here: who reads it, said
// before; the fields. Must not: send anything before it is pressed, or ask who the student is.
import { type Signal, signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Choice, Field } from '../components/field.tsx';
import { Note } from '../components/parts.tsx';
import { wellFormed } from '../crypto/bytes.ts';
import { LONGEST_REPORT, type ReportKind, type ReportWords } from '../crypto/report.ts';
import { clearSent } from '../state/draft.ts';
import type { OwnReports, Sending } from './reports.ts';

const KINDS: readonly ReportKind[] = ['service', 'worker', 'holder', 'data', 'other'];
const WHO = ['coordinator', 'manager', 'deputy', 'more'] as const;
export type Who = (typeof WHO)[number];

/** What is being written: kept while the app is open. */
export class ComplaintDraft {
  readonly kind: Signal<ReportKind | null> = signal(null);
  /** Of the holders, whom it is about. */
  readonly who: Signal<Who | null> = signal(null);
  readonly said = signal('');

  get begun(): boolean {
    return this.said.value !== '';
  }

  get excess(): number {
    return [...this.said.value].length - LONGEST_REPORT;
  }

  /** Null until it is whole, and where two of the three would read about themselves. */
  get words(): ReportWords | null {
    const [kind, who] = [this.kind.value, this.who.value];
    const said = wellFormed(this.said.value.trim());
    if (kind === null || said === '' || this.excess > 0) return null;
    if (kind !== 'holder') return { kind, said, done: '', told: [], leftOut: '' };
    if (who === null || who === 'more') return null;
    return { kind, said, done: '', told: [], leftOut: who === 'deputy' ? '' : who };
  }

  /** What was sent goes; what was typed on while it was on its way stays, and what it is about. */
  clear(sent: ReportWords): void {
    clearSent(this.said, sent.said);
    if (this.begun) return;
    this.kind.value = null;
    this.who.value = null;
  }
}

function About({ draft }: { draft: ComplaintDraft }) {
  const say = useSay();
  const { kind, who } = draft;
  return (
    <>
      <fieldset class="plain-set stack">
        <legend class="field-label">{say('complain-kind')}</legend>
        {KINDS.map((one) => (
          <Choice
            key={one}
            testId={`complain-kind-${one}`}
            type="radio"
            name="complain-kind"
            checked={kind.value === one}
            onPick={() => {
              kind.value = one;
            }}
          >
            {say(`complain-kind-${one}`)}
          </Choice>
        ))}
      </fieldset>
      {kind.value === 'holder' && (
        <fieldset class="plain-set stack">
          <legend class="field-label">{say('complain-who')}</legend>
          {WHO.map((one) => (
            <Choice
              key={one}
              testId={`complain-who-${one}`}
              type="radio"
              name="complain-who"
              checked={who.value === one}
              onPick={() => {
                who.value = one;
              }}
            >
              {say(`complain-who-${one}`)}
            </Choice>
          ))}
          {who.value === 'more' && (
            <Note testId="complain-more" kind="warning">
              <p>{say('complain-who-more-then')}</p>
            </Note>
          )}
        </fieldset>
      )}
    </>
  );
}

export function ComplaintForm({ draft, reports }: { draft: ComplaintDraft; reports: OwnReports }) {
  const say = useSay();
  const [came, setCame] = useState<Sending | null>(null);
  const { words, excess } = draft;
  const send = async (): Promise<void> => {
    if (words === null) return;
    const as = await reports.write(words);
    setCame(as);
    if (as === 'sent') draft.clear(words);
  };
  return (
    <section class="card stack" data-testid="complain-form">
      <h2>{say('complain-tell-title')}</h2>
      <p>{say('complain-tell')}</p>
      <p>{say('complain-tell-then')}</p>
      <p>{say('complain-tell-kept')}</p>
      <About draft={draft} />
      <Field
        testId="complain-said"
        label={say('complain-said')}
        hint={say('complain-said-hint')}
        fault={excess > 0 ? say('complain-too-long', { over: excess }) : null}
        value={draft.said.value}
        onInput={(value) => {
          draft.said.value = value;
        }}
        lines={6}
        longest={2 * LONGEST_REPORT}
      />
      {came !== null && (
        <Note testId="complain-came" kind={came === 'sent' ? 'plain' : 'warning'} urgent>
          <p data-came={came}>
            {say(came === 'sent' ? 'complain-sent' : `complain-trouble-${came}`)}
          </p>
        </Note>
      )}
      <Button
        testId="complain-send"
        kind="primary"
        disabled={words === null}
        busy={reports.busy.value}
        onPress={() => void send()}
      >
        {say('complain-send')}
      </Button>
    </section>
  );
}
