// One safeguarding flag. Lives here: what it says, who wrote it and how sure that is. Must not: its
// events (inbox-thread.tsx), or what is decided elsewhere: the buttons for that come in as `actions`.

import type { ComponentChildren } from 'preact';
import { useSay } from '../../components/context.ts';
import { useFound } from '../../components/later.ts';
import { Note, Progress } from '../../components/parts.tsx';
import { requestName } from '../../crypto/fingerprint.ts';
import type { FlagHistory } from '../../crypto/flag-events.ts';
import type { OpenedFlag } from '../../crypto/flag-reading.ts';
import type { CaseId } from '../../crypto/types.ts';
import type { Drafts } from '../state/drafts.ts';
import type { FlagThread } from '../state/flag-thread.ts';
import type { Inbox } from '../state/inbox.ts';
import { DeskScreen } from './frame.tsx';
import { useKept } from './fresh.ts';
import { FlagAct } from './inbox-act.tsx';
import { useGround, useHour, useMoment, useTimer } from './inbox-parts.ts';
import { Thread } from './inbox-thread.tsx';
import './inbox.css';

/** A flag as its holder has it open: what the buttons beneath it are given. */
export interface HeldFlag {
  readonly opened: OpenedFlag;
  readonly history: FlagHistory;
}

/** What else may be begun from an acknowledged flag; null for nothing. */
export type FlagActions = (flag: HeldFlag) => ComponentChildren;

function Urgent({ opened }: { opened: OpenedFlag }) {
  const say = useSay();
  const { urgent, called } = opened.flag;
  if (urgent === 0) return null;
  return (
    <Note testId="flag-urgent" kind="warning" urgent>
      <h2>{say('inbox-urgent-title')}</h2>
      {called === '' ? (
        <p>{say('inbox-called-nobody')}</p>
      ) : (
        <>
          <p class="field-hint">{say('inbox-called')}</p>
          <p class="inbox-text" dir="auto" data-testid="flag-called">
            {called}
          </p>
        </>
      )}
    </Note>
  );
}

function Author({ opened }: { opened: OpenedFlag }) {
  const say = useSay();
  const { flag, proven, author } = opened;
  const attributes = { 'data-testid': 'flag-author', 'data-proven': proven };
  if (!proven) {
    return (
      <div {...attributes}>
        <p class="field-label">{say('inbox-author-uncertain')}</p>
        <p class="field-hint">{say(`inbox-author-uncertain-${flag.by}`)}</p>
      </div>
    );
  }
  if (author === null) {
    return (
      <div {...attributes}>
        <p>{say('inbox-author-student')}</p>
        <p class="field-hint">{say('inbox-author-student-why')}</p>
      </div>
    );
  }
  return (
    <div {...attributes}>
      <p dir="auto">{say('inbox-author-worker', { name: author.certificate.name })}</p>
      {!author.listed && <p class="field-hint">{say('inbox-author-former')}</p>}
    </div>
  );
}

/** The words by which workers know the conversation. */
function Name({ of }: { of: CaseId }) {
  const say = useSay();
  const name = useFound('', () => requestName(of), [of]);
  if (name === '') return null;
  return (
    <p class="field-hint">
      {say('inbox-name')} <strong>{name}</strong>
    </p>
  );
}

function Said({ testId, title, text }: { testId: string; title: string; text: string }) {
  const say = useSay();
  return (
    <div class="inbox-part">
      <h2>{title}</h2>
      {text.trim() === '' ? (
        <p class="field-hint">{say('inbox-nothing')}</p>
      ) : (
        <p class="inbox-text" dir="auto" data-testid={testId}>
          {text}
        </p>
      )}
    </div>
  );
}

function Content({ opened }: { opened: OpenedFlag }) {
  const say = useSay();
  const { flag } = opened;
  const ground = useGround()(flag.ground);
  return (
    <section class="card" data-testid="flag-content">
      <div class="inbox-part">
        <h2>{say('inbox-ground')}</h2>
        <p dir="auto" class="field-label" data-testid="flag-ground">
          {ground.title}
        </p>
        {ground.detail !== '' && <p class="field-hint">{ground.detail}</p>}
      </div>
      <Said testId="flag-said" title={say('inbox-said')} text={flag.said} />
      {flag.quotes.length > 0 && (
        <div class="inbox-part">
          <h2>{say('inbox-quotes')}</h2>
          {flag.quotes.map((quote, at) => (
            <blockquote class="inbox-quote" dir="auto" data-testid="flag-quote" key={at}>
              {quote}
            </blockquote>
          ))}
        </div>
      )}
      <Said testId="flag-wants" title={say('inbox-wants')} text={flag.wants} />
      <Said testId="flag-told" title={say('inbox-told')} text={flag.told} />
      {flag.leftOut !== '' && (
        <div class="inbox-part" data-testid="flag-left-out">
          <h2>{say('inbox-left-out')}</h2>
          <p>{say(`inbox-left-out-${flag.leftOut}`)}</p>
        </div>
      )}
    </section>
  );
}

function Standing({ inbox, thread }: { inbox: Inbox; thread: FlagThread }) {
  const say = useSay();
  const moment = useMoment();
  const hour = useHour();
  const timer = useTimer(inbox.side.time);
  const opened = thread.opened.value;
  const row = inbox.rows.value?.find((one) => one.id === thread.id);
  const state = thread.history.value?.state;
  const due = row === undefined ? '' : timer(row);
  return (
    <section class="card">
      {state !== undefined && (
        <div>
          <span
            class="desk-badge"
            data-kind={state === 'sent' ? 'warning' : 'plain'}
            data-testid="flag-state"
            data-state={state}
          >
            {say(`inbox-state-${state}`)}
          </span>
        </div>
      )}
      {due !== '' && <p data-testid="flag-timer">{due}</p>}
      <h2>{say('inbox-author')}</h2>
      <Author opened={opened} />
      <p class="field-hint">{say('inbox-written', { when: moment(opened.flag.written) })}</p>
      {row?.received != null && (
        <p class="field-hint">{say('inbox-arrived', { when: hour(row.received) })}</p>
      )}
      <Name of={opened.flag.case} />
    </section>
  );
}

export function FlagScreen(props: {
  readonly inbox: Inbox;
  readonly thread: FlagThread;
  readonly drafts: Drafts;
  readonly onLock: () => void;
  readonly actions: FlagActions;
  /** Whether the student has agreed, on record with this holder, to something that may be done now. */
  readonly mayConsent: () => boolean;
}) {
  const say = useSay();
  const { inbox, thread } = props;
  useKept(inbox.fresh);
  const opened = thread.opened.value;
  const history = thread.history.value;
  const acknowledged = history !== null && history.state !== 'sent';
  return (
    <DeskScreen
      testId="flag-screen"
      title={say('inbox-flag-title')}
      onLock={props.onLock}
      onBack={() => inbox.leave()}
    >
      <Urgent opened={opened} />
      <Standing inbox={inbox} thread={thread} />
      <Content opened={opened} />
      {history === null && thread.trouble.value === null && (
        <Progress>{say('app-loading')}</Progress>
      )}
      {history !== null && <Thread thread={thread} history={history} />}
      <FlagAct
        thread={thread}
        draft={props.drafts.of(`flag ${thread.id}`)}
        mayConsent={props.mayConsent}
      />
      {acknowledged && props.actions({ opened, history })}
    </DeskScreen>
  );
}
