// A worker, or a holder, passed something on (R1, R4, R6). Lives here: whom not to contact, shown first; looking
// once more whether it may be; the record of it. Must not: the rule (crypto/ledger.ts).
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay } from '../components/context.ts';
import { Dialog } from '../components/dialog.tsx';
import { Choice, Field } from '../components/field.tsx';
import { Note } from '../components/parts.tsx';
import { fromBase64url, wellFormed } from '../crypto/bytes.ts';
import type { AskRow, Ledger, May } from '../crypto/ledger.ts';
import { LONGEST_SHARED, signDone } from '../crypto/sharing.ts';
import type { CaseId } from '../crypto/types.ts';
import { AskFacts } from './facts.tsx';
import type { Party } from './parties.ts';
import { ledgerOf, spokenIn } from './reading.ts';

/** Why nothing was recorded; `later`: this device would not keep it. */
export type Passed = 'passed' | Exclude<May, 'may'> | 'offline' | 'unsure' | 'later';

/**
 * Asks for what is new, judges by all of it, and only then signs. A device that may not know of a
 * withdrawal does nothing.
 */
export async function pass(party: Party, row: AskRow, done: string): Promise<Passed> {
  const { room, caseId, me, key } = party;
  await room.sync();
  if (!party.connected() || room.unchecked.peek() || !room.caughtUp.peek()) return 'offline';
  if (room.warning.peek()) return 'unsure';
  const messages = room.messages.peek();
  const id = fromBase64url(caseId) as CaseId;
  const ledger = ledgerOf(id, me, messages);
  const now = party.now();
  const may = ledger.may(row.hash, { spoken: spokenIn(messages), now });
  const word = ledger.row(row.hash)?.words.at(-1);
  if (may !== 'may') return may;
  if (word === undefined) return 'unanswered';
  const deed = { case: id, ask: row.hash, word: word.hash, done, made: now };
  return (await room.state(signDone(key, deed))) ? 'passed' : 'later';
}

function Avoided({ whom }: { readonly whom: readonly string[] }) {
  const say = useSay();
  return (
    <Note testId="pass-avoid" kind={whom.length > 0 ? 'warning' : 'plain'}>
      {whom.length === 0 ? (
        <p>{say('sharing-pass-avoid-nobody')}</p>
      ) : (
        <>
          <p class="field-label">{say('sharing-pass-avoid')}</p>
          {whom.map((one) => (
            <p key={one} dir="auto" class="statement-text">
              {one}
            </p>
          ))}
        </>
      )}
    </Note>
  );
}

export function Pass(props: {
  readonly party: Party;
  readonly row: AskRow;
  readonly ledger: Ledger;
  readonly onDone: () => void;
}) {
  const { party, row, ledger, onDone } = props;
  const say = useSay();
  const [done, setDone] = useState('');
  const [read, setRead] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Exclude<Passed, 'passed'> | 'lacking' | null>(null);
  const send = async (): Promise<void> => {
    const said = wellFormed(done.trim());
    if (said === '' || !read) return setFault('lacking');
    setBusy(true);
    const became = await pass(party, row, said);
    setBusy(false);
    if (became === 'passed') onDone();
    else setFault(became);
  };
  const lines = { lacking: 'sharing-pass-lacking', later: 'sharing-form-failed' } as const;
  const words = fault === 'lacking' || fault === 'later' ? lines[fault] : `sharing-may-${fault}`;
  return (
    <Dialog testId="pass-dialog" title={say('sharing-pass-title')} onClose={onDone}>
      <AskFacts row={row} />
      <Avoided whom={ledger.avoided} />
      <Choice testId="pass-read" type="checkbox" name="read" checked={read} onPick={setRead}>
        {say('sharing-pass-read')}
      </Choice>
      <Field
        testId="pass-done"
        readOnly={busy}
        label={say('sharing-pass-done')}
        hint={say('sharing-pass-done-hint')}
        value={done}
        onInput={setDone}
        lines={3}
        longest={LONGEST_SHARED.what}
      />
      {fault !== null && (
        <p class="field-fault" role="alert" data-testid="pass-fault" data-why={fault}>
          {say(words)}
        </p>
      )}
      <div class="dialog-foot">
        <Button testId="pass-send" kind="primary" busy={busy} onPress={() => void send()}>
          {say('sharing-pass-send')}
        </Button>
        <Button testId="pass-close" kind="soft" onPress={onDone}>
          {say('app-close')}
        </Button>
      </div>
    </Dialog>
  );
}
