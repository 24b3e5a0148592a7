// What stands in the room for something said about consent. Lives here: an ask with its state, an answer, a
// deed. Must not: the forms (answer.tsx, asking.tsx, passing.tsx), or what counts (crypto/ledger.ts).
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import type { AskRow, GivenWord, Ledger, LineMeaning } from '../crypto/ledger.ts';
import type { ShownMessage } from '../crypto/timeline.ts';
import { Answer, TakeBack } from './answer.tsx';
import { AskFacts, ownStateOf } from './facts.tsx';
import type { Party } from './parties.ts';
import { Pass } from './passing.tsx';
import { spokenIn } from './reading.ts';

export interface LineProps {
  readonly party: Party;
  readonly ledger: Ledger;
  readonly message: ShownMessage;
}

function StudentsAsk({ party, row }: LineProps & { readonly row: AskRow }) {
  const say = useSay();
  const [doing, setDoing] = useState<'answer' | 'withdraw' | null>(null);
  const state = ownStateOf(row, party);
  const onDone = (): void => setDoing(null);
  return (
    <>
      <p role="status" data-testid="statement-state" data-state={state}>
        {say(`sharing-yours-${state}`)}
      </p>
      {(state === 'open' || state === 'spoken') && (
        <Button testId="share-answer" kind="soft" onPress={() => setDoing('answer')}>
          {say('sharing-answer')}
        </Button>
      )}
      {state === 'agree' && (
        <Button testId="share-withdraw" kind="soft" onPress={() => setDoing('withdraw')}>
          {say('sharing-withdraw')}
        </Button>
      )}
      {doing === 'answer' && <Answer {...{ party, row, onDone }} />}
      {doing === 'withdraw' && <TakeBack {...{ party, row, onDone }} />}
    </>
  );
}

function WorkersAsk({ party, ledger, row }: LineProps & { readonly row: AskRow }) {
  const say = useSay();
  const [passing, setPassing] = useState(false);
  const spoken = spokenIn(party.room.messages.value);
  const may = ledger.may(row.hash, { spoken, now: party.now() });
  const state = row.done.length > 0 ? 'done' : may;
  return (
    <>
      <p role="status" data-testid="statement-state" data-state={state}>
        {say(`sharing-may-${state}`)}
      </p>
      {state === 'may' && (
        <Button testId="share-pass" kind="soft" onPress={() => setPassing(true)}>
          {say('sharing-pass')}
        </Button>
      )}
      {passing && <Pass {...{ party, row, ledger }} onDone={() => setPassing(false)} />}
    </>
  );
}

function Said({ row, word, mine }: { row: AskRow | null; word: GivenWord; mine: boolean }) {
  const say = useSay();
  const { action, scope } = word.consent;
  const { avoid, whom } = word.word;
  const id = row === null ? `sharing-said-${scope}-${action}` : `sharing-said-${action}`;
  const recipient = row?.ask.recipient ?? '';
  return (
    <>
      <p dir="auto">{say(id, { mine: mine ? 'yes' : 'no', recipient })}</p>
      {avoid === 'named' && (
        <p dir="auto" class="statement-text" data-testid="statement-avoid">
          {say('sharing-said-avoid', { whom })}
        </p>
      )}
      {avoid === 'nobody' && <p>{say('sharing-said-avoid-nobody')}</p>}
    </>
  );
}

function Done({ meaning }: { meaning: Extract<LineMeaning, { kind: 'done' }> }) {
  const say = useSay();
  const { row, deed } = meaning;
  return (
    <>
      <p dir="auto" class="field-label">
        {say('sharing-done', { recipient: row.ask.recipient })}
      </p>
      <p dir="auto" class="statement-text">
        {deed.done.done}
      </p>
      {!deed.covered && (
        <p class="field-fault" role="alert" data-testid="statement-uncovered">
          {say('sharing-done-uncovered')}
        </p>
      )}
    </>
  );
}

export function StatementLine(props: LineProps) {
  const say = useSay();
  const { party, ledger, message } = props;
  const meaning = ledger.meaning(message.key);
  return (
    <div class="statement" data-testid="statement" data-kind={meaning?.kind ?? 'unread'}>
      {meaning === null && <p>{say('sharing-unread')}</p>}
      {meaning?.kind === 'ask' && (
        <>
          <p class="field-label">{say(`sharing-ask-${meaning.row.ask.purpose}`)}</p>
          <AskFacts row={meaning.row} />
          {party.me === 'student' ? (
            <StudentsAsk {...props} row={meaning.row} />
          ) : (
            <WorkersAsk {...props} row={meaning.row} />
          )}
        </>
      )}
      {meaning?.kind === 'answer' && (
        <Said row={meaning.row} word={meaning.word} mine={message.mine} />
      )}
      {meaning?.kind === 'standing' && <Said row={null} word={meaning.word} mine={message.mine} />}
      {meaning?.kind === 'dispute' && (
        <p>{say(`dispute-said-${meaning.word.word}`, { mine: message.mine ? 'yes' : 'no' })}</p>
      )}
      {meaning?.kind === 'done' && <Done meaning={meaning} />}
    </div>
  );
}
