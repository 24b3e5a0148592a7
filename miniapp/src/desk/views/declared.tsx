// What workers put before the holders. Lives here: the list, and the question before each decision. Must not: say
// more of a case than its two words, or ask what a conflict is with.
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { DeclaredList, type DeclaredRow } from '../state/declared.ts';
import type { DeskSide } from '../state/side.ts';
import { useOpened } from './fresh.ts';
import { useHour } from './inbox-parts.ts';
import './aside.css';

export function useDeclared(side: DeskSide): DeclaredList {
  return useMemo(() => new DeclaredList(side), [side]);
}

type Decision = 'go-on' | 'nothing' | 'cannot';

interface AskedProps {
  readonly declared: DeclaredList;
  readonly row: DeclaredRow;
  readonly decision: Decision;
  readonly onDone: () => void;
}

function Asked({ declared, row, decision, onDone }: AskedProps) {
  const say = useSay();
  const decide = async (): Promise<void> => {
    await (decision === 'cannot' ? declared.cannotAct(row) : declared.dismiss(row));
    onDone();
  };
  return (
    <Confirm
      testId="declared-confirm"
      title={say(`declared-${decision}-title`)}
      yes={say(`declared-${decision}-yes`)}
      busy={declared.busy.value}
      onYes={() => void decide()}
      onNo={onDone}
    >
      <p>{say(`declared-${decision}-why`)}</p>
      {decision === 'cannot' && (
        <>
          <blockquote class="aside-said" data-testid="declared-words">
            {say('apart-cannot-act')}
          </blockquote>
          <p>{say('declared-cannot-other')}</p>
        </>
      )}
    </Confirm>
  );
}

function Row({ row, onAsk }: { row: DeclaredRow; onAsk: (decision: Decision) => void }) {
  const say = useSay();
  const hour = useHour();
  const nothing: Decision = row.what === 'conflict' ? 'go-on' : 'nothing';
  return (
    <li class="stack" data-testid="declared" data-what={row.what} data-state={row.state}>
      <p>
        <strong data-testid="declared-name">{row.name}</strong>: {say(`declared-${row.what}`)}
      </p>
      <p class="field-hint">
        {say('declared-hour', { hour: hour(row.hour) })}; {say(`declared-state-${row.state}`)}
      </p>
      <div class="row">
        <Button testId={`declared-${nothing}`} kind="soft" onPress={() => onAsk(nothing)}>
          {say(`declared-${nothing}`)}
        </Button>
        {row.what === 'conflict' && (
          <Button testId="declared-cannot" kind="danger" onPress={() => onAsk('cannot')}>
            {say('declared-cannot')}
          </Button>
        )}
      </div>
    </li>
  );
}

export function DeclaredTab({ declared }: { declared: DeclaredList }) {
  const say = useSay();
  const [asked, setAsked] = useState<{ row: DeclaredRow; decision: Decision } | null>(null);
  useOpened(declared.fresh);
  const rows = declared.rows.value;
  const trouble = declared.trouble.value;
  return (
    <>
      <p class="lead">{say('declared-lead')}</p>
      {trouble !== null && (
        <Note testId="declared-trouble" kind="warning" urgent>
          <p data-trouble={trouble}>{say(`declared-${trouble}`)}</p>
        </Note>
      )}
      {rows === null && trouble === null && <Progress>{say('app-loading')}</Progress>}
      {rows?.length === 0 && <p data-testid="declared-empty">{say('declared-empty')}</p>}
      {rows !== null && rows.length > 0 && (
        <section class="card">
          <ul class="desk-list">
            {rows.map((row) => (
              <Row key={row.case} row={row} onAsk={(decision) => setAsked({ row, decision })} />
            ))}
          </ul>
        </section>
      )}
      {asked !== null && <Asked {...asked} declared={declared} onDone={() => setAsked(null)} />}
    </>
  );
}

/** On *Now*: that something waits to be decided. */
export function DeclaredLine(props: { declared: DeclaredList; onOpen: () => void }) {
  const say = useSay();
  if ((props.declared.rows.value?.length ?? 0) === 0) return null;
  return (
    <Note testId="now-declared" kind="warning">
      <p>{say('declared-now')}</p>
      <div>
        <Button testId="now-declared-open" kind="small" onPress={props.onOpen}>
          {say('declared-now-open')}
        </Button>
      </div>
    </Note>
  );
}
