// Writing a note for supervision. Lives here: the boxes, the review between them and sending, the two-word
// name at the end. Must not: sealing (state/note-writing.ts) or finding names (pseudonym/).
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import type { Drafts } from '../state/drafts.ts';
import { knownOf, type NoteSubject } from '../state/note-subject.ts';
import { LONGEST_ENTRY, LONGEST_THEME, NoteWriting } from '../state/note-writing.ts';
import { OWN_THEME, THEMES } from '../state/supervision-themes.ts';
import type { WorkerDesk } from '../state/worker.ts';
import { DeskScreen } from './frame.tsx';
import { Pseudonymise } from './pseudonymise.tsx';
import './supervision.css';

export interface NoteProps {
  readonly worker: WorkerDesk;
  readonly drafts: Drafts;
  readonly subject: NoteSubject;
  readonly onLock: () => void;
  readonly onLeave: () => void;
}

function Theme({ writing }: { writing: NoteWriting }) {
  const say = useSay();
  const { theme, ownTheme } = writing.draft;
  const fault = writing.fault.value;
  const own = fault === 'own-theme' || fault === 'theme-long';
  return (
    <>
      <label class="field">
        <span class="field-label">{say('supervision-note-theme')}</span>
        <select
          class="input entry-select"
          data-testid="note-theme"
          aria-invalid={fault === 'theme'}
          value={theme.value}
          onChange={(event) => {
            theme.value = event.currentTarget.value;
          }}
        >
          <option value="">{say('supervision-note-theme-none')}</option>
          {[...THEMES, OWN_THEME].map((one) => (
            <option key={one} value={one} selected={one === theme.value}>
              {say(`supervision-theme-${one}`)}
            </option>
          ))}
        </select>
      </label>
      {theme.value === OWN_THEME && (
        <Field
          testId="note-own-theme"
          label={say('supervision-note-own-theme')}
          hint={say('supervision-note-own-theme-hint')}
          fault={own ? say(`supervision-fault-${fault}`) : null}
          longest={LONGEST_THEME * 2}
          value={ownTheme.value}
          onInput={(value) => {
            ownTheme.value = value;
          }}
        />
      )}
    </>
  );
}

/** What is wrong with the note, in words; what is wrong with one's own theme stands at its box. */
function Fault({ writing }: { writing: NoteWriting }) {
  const say = useSay();
  const fault = writing.fault.value;
  if (fault === null || fault === 'own-theme' || fault === 'theme-long') return null;
  return (
    <p class="field-fault" role="alert" data-testid="note-fault" data-fault={fault}>
      {say(`supervision-fault-${fault}`, { over: writing.over })}
    </p>
  );
}

function Boxes({ writing }: { writing: NoteWriting }) {
  const say = useSay();
  return (
    <>
      <p class="lead">{say('supervision-note-lead')}</p>
      <p class="field-hint">{say('supervision-note-concern')}</p>
      <section class="card">
        <Theme writing={writing} />
        {(['happened', 'wish', 'own'] as const).map((part) => (
          <Field
            key={part}
            testId={`note-${part}`}
            label={say(`supervision-note-${part}`)}
            {...(part === 'own' ? { hint: say('supervision-note-own-hint') } : {})}
            lines={part === 'happened' ? 6 : 3}
            longest={LONGEST_ENTRY + 1_000}
            value={writing.draft[part].value}
            onInput={(value) => {
              writing.draft[part].value = value;
            }}
          />
        ))}
      </section>
      <Fault writing={writing} />
    </>
  );
}

function Review({ writing, worker }: { writing: NoteWriting; worker: WorkerDesk }) {
  const say = useSay();
  const headings = {
    theme: say('supervision-note-theme'),
    happened: say('supervision-note-happened'),
    wish: say('supervision-note-wish'),
    own: say('supervision-note-own'),
  };
  const theme = say(`supervision-theme-${writing.draft.theme.value}`);
  return (
    <>
      <Pseudonymise
        note={writing.together(headings)}
        known={knownOf(writing.subject, worker.roster)}
        done={say('supervision-note-send')}
        onDone={(text) => void writing.finish(text, theme)}
      />
      <Button testId="note-change" kind="soft" onPress={() => writing.back()}>
        {say('supervision-note-back')}
      </Button>
    </>
  );
}

function Sending({ writing, onLeave }: { writing: NoteWriting; onLeave: () => void }) {
  const say = useSay();
  const trouble = writing.trouble.value;
  if (writing.busy.value || trouble === null) {
    return <Progress>{say('supervision-note-sending')}</Progress>;
  }
  return (
    <Note testId="note-trouble" kind="warning" urgent>
      <p data-trouble={trouble}>{say(`supervision-trouble-${trouble}`)}</p>
      <div class="row">
        <Button testId="note-again" kind="primary" onPress={() => void writing.send()}>
          {say('supervision-note-again')}
        </Button>
        <Button testId="note-change" kind="soft" onPress={() => writing.back()}>
          {say('supervision-note-back')}
        </Button>
        <Button testId="note-later" onPress={onLeave}>
          {say('supervision-note-later')}
        </Button>
      </div>
    </Note>
  );
}

function Sent({ name, onDone }: { name: string; onDone: () => void }) {
  const say = useSay();
  return (
    <section class="card" data-testid="note-sent">
      <p>{say('supervision-sent')}</p>
      <p class="entry-name" data-testid="note-name">
        {name}
      </p>
      <p class="field-hint">{say('supervision-sent-why')}</p>
      <Button testId="note-done" kind="primary" onPress={onDone}>
        {say('supervision-sent-done')}
      </Button>
    </section>
  );
}

/** The whole way from the boxes to the name. The drafts outlive the screen. */
export function WriteNote({ worker, drafts, subject, onLock, onLeave }: NoteProps) {
  const say = useSay();
  const writing = useMemo(
    () => new NoteWriting({ side: worker, drafts, subject }),
    [worker, drafts, subject],
  );
  const step = writing.step.value;
  const sent = step === 'sent';
  useEffect(() => {
    if (sent) void worker.ended.written(subject.caseId);
  }, [sent, worker, subject]);
  const foot = step === 'write' && (
    <MainButton
      testId="note-check"
      text={say('supervision-note-check')}
      onPress={() => writing.check()}
    />
  );
  return (
    <DeskScreen
      key={step}
      testId="note-screen"
      title={say(sent ? 'supervision-sent-title' : 'supervision-note')}
      onLock={onLock}
      onBack={sent ? null : onLeave}
      foot={foot === false ? undefined : foot}
    >
      <p class="field-hint">{say('supervision-note-about', { name: subject.name })}</p>
      {step === 'write' && <Boxes writing={writing} />}
      {step === 'review' && <Review writing={writing} worker={worker} />}
      {step === 'send' && <Sending writing={writing} onLeave={onLeave} />}
      {sent && <Sent name={writing.name.value} onDone={onLeave} />}
    </DeskScreen>
  );
}
