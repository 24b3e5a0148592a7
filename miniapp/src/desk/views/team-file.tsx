// The team's file. Lives here: everybody's page in a list, one page with what can be done about it, ending a
// service. Must not: certificates (certify.tsx, renew.tsx).
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { Choice } from '../../components/field.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import type { Sheet } from '../state/sheet.ts';
import type { TeamFile } from '../state/team-file.ts';
import { SheetBadges, SheetFacts } from './file-sheet.tsx';
import { RecordTraining } from './file-training.tsx';
import { DeskScreen } from './frame.tsx';
import { useOpened } from './fresh.ts';
import { PrintButton } from './parts.tsx';

interface FileProps {
  readonly file: TeamFile;
  readonly onBack: () => void;
  readonly onLock: () => void;
}

/** Why the last thing did not go through. */
export function FileTroubleNote({ file }: { file: TeamFile }) {
  const say = useSay();
  const trouble = file.trouble.value;
  if (trouble === null) return null;
  return (
    <Note testId="file-trouble" kind="warning" urgent>
      <p>{say(`file-trouble-${trouble}`)}</p>
    </Note>
  );
}

function Leaving({ file, sheet, onDone }: { file: TeamFile; sheet: Sheet; onDone: () => void }) {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const leave = async (): Promise<void> => {
    const done = await file.leave(sheet.row.account);
    setAsked(false);
    if (done) onDone();
  };
  return (
    <section class="card desk-no-print">
      <h2>{say('file-leave')}</h2>
      <p>{say('file-leave-lead')}</p>
      <Button testId="file-leave" kind="danger" onPress={() => setAsked(true)}>
        {say('file-leave')}
      </Button>
      {asked && (
        <Confirm
          testId="file-leave-confirm"
          title={say('file-leave-title', { name: sheet.row.name })}
          yes={say('file-leave-yes')}
          busy={file.busy.value}
          onYes={() => void leave()}
          onNo={() => setAsked(false)}
        >
          <p>{say('file-leave-gone')}</p>
          <p>{say('file-leave-kept')}</p>
        </Confirm>
      )}
    </section>
  );
}

function Page({ file, sheet, onBack, onLock }: FileProps & { sheet: Sheet }) {
  const say = useSay();
  const { row } = sheet;
  const [dropping, setDropping] = useState<string | null>(null);
  const gone = row.state === 'left';
  const me = row.account === file.desk.account.me.value.account;
  const drop = async (): Promise<void> => {
    if (dropping !== null) await file.drop(dropping);
    setDropping(null);
  };
  return (
    <DeskScreen
      testId="file-page"
      title={say('file-page-title', { name: row.name })}
      onBack={onBack}
      onLock={onLock}
    >
      <FileTroubleNote file={file} />
      <PrintButton />
      <SheetFacts sheet={sheet} {...(gone ? {} : { onDrop: setDropping })} />
      {!gone && (
        <RecordTraining
          now={file.desk.time()}
          busy={file.busy.value}
          onRecord={(training) => file.record(row, training)}
        />
      )}
      {!gone && !me && <Leaving file={file} sheet={sheet} onDone={onBack} />}
      {dropping !== null && (
        <Confirm
          testId="training-drop-confirm"
          title={say('file-training-drop-title')}
          yes={say('file-training-drop')}
          busy={file.busy.value}
          onYes={() => void drop()}
          onNo={() => setDropping(null)}
        >
          <p>{say('file-training-drop-why')}</p>
        </Confirm>
      )}
    </DeskScreen>
  );
}

function List({
  file,
  sheets,
  onOpen,
}: {
  file: TeamFile;
  sheets: readonly Sheet[];
  onOpen: (account: string) => void;
}) {
  const say = useSay();
  return (
    <ul class="desk-list" data-testid="file-members">
      {sheets.map((sheet) => (
        <li
          key={sheet.row.account}
          data-testid="file-member"
          data-role={sheet.row.role}
          data-state={sheet.row.state}
        >
          <button
            type="button"
            class="file-open"
            data-testid="file-open"
            onClick={() => onOpen(sheet.row.account)}
          >
            <span class="field-label" dir="auto">
              {sheet.row.name}
            </span>
            <span class="field-hint">{say(`desk-role-${sheet.row.role}`)}</span>
          </button>
          <div class="row">
            <SheetBadges sheet={sheet} asked={file.asked.value} now={file.desk.time()} />
          </div>
        </li>
      ))}
    </ul>
  );
}

export function TeamFileScreen({ file, onBack, onLock }: FileProps) {
  const say = useSay();
  const [open, setOpen] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  useOpened(file.fresh);
  const sheets = file.sheets.value;
  const sheet = open === null ? null : file.of(open);
  if (sheet !== null) {
    return <Page file={file} sheet={sheet} onBack={() => setOpen(null)} onLock={onLock} />;
  }
  const here = sheets?.filter((one) => one.row.state !== 'left') ?? [];
  const left = sheets?.filter((one) => one.row.state === 'left') ?? [];
  return (
    <DeskScreen testId="file-screen" title={say('file-title')} onBack={onBack} onLock={onLock}>
      <FileTroubleNote file={file} />
      <p>{say(file.asked.value ? 'file-lead-asked' : 'file-lead')}</p>
      {sheets === null && <Progress>{say('app-loading')}</Progress>}
      <section class="card">
        <List file={file} sheets={here} onOpen={setOpen} />
      </section>
      {left.length > 0 && (
        <section class="card">
          <h2>{say('file-left-title')}</h2>
          <List file={file} sheets={left} onOpen={setOpen} />
        </section>
      )}
      <div class="stack desk-no-print">
        <Choice
          testId="file-whole"
          type="checkbox"
          name="file-whole"
          checked={whole}
          onPick={setWhole}
        >
          {say('file-whole')}
        </Choice>
      </div>
      {whole && <PrintButton />}
      {whole && sheets?.map((one) => <SheetFacts key={one.row.account} sheet={one} />)}
    </DeskScreen>
  );
}
