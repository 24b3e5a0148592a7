// Setting up from an invite. Lives here: the agreement, the name, the passphrase. Must not: send anything
// before it is signed, or show another text than the one whose digest is signed.
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { MainButton } from '../../components/main-button.tsx';
import { Note } from '../../components/parts.tsx';
import { wordingDigest } from '../../crypto/consent.ts';
import type { StaffEntry, StaffFault } from '../state/entry.ts';
import { tidyName } from '../state/set-up.ts';
import { DeskScreen } from './frame.tsx';
import { NewPassphrase } from './passphrase.tsx';

const FAULT_TEXT: Readonly<Record<StaffFault, string>> = {
  'wrong-secret': 'desk-locked-wrong',
  'slow-down': 'app-slow-down',
  weak: 'app-weak',
  failed: 'app-failed',
  offline: 'app-offline',
  'invite-gone': 'desk-fault-invite',
  exists: 'desk-fault-exists',
  stale: 'desk-fault-stale',
};

/** What went wrong last, in words. */
export function EntryFault({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const fault = entry.fault.value;
  if (fault === null) return null;
  return (
    <Note testId="entry-fault" kind="warning" urgent>
      <p data-fault={fault.kind}>{say(FAULT_TEXT[fault.kind], { minutes: fault.minutes })}</p>
    </Note>
  );
}

/** Blocks are parted by blank lines; a block's first line is its heading. */
export function AgreementText({ text }: { text: string }) {
  const blocks = text.split(/\n\s*\n/).map((block) => block.split('\n'));
  return (
    <article class="card agreement" data-testid="agreement">
      {blocks.map(([heading, ...lines]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </article>
  );
}

function Who({ entry, shown, onBack }: { entry: StaffEntry; shown: string; onBack: () => void }) {
  const say = useSay();
  const { words } = useSurroundings();
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const name = tidyName(typed);
  const sign = (): void => {
    if (passphrase === null || name === '') return;
    const language = words.spoken('staff-agreement');
    void entry.setUp({ name, passphrase, wording: wordingDigest(shown), language });
  };
  return (
    <DeskScreen
      testId="who-screen"
      title={say('desk-who-title')}
      onBack={onBack}
      foot={
        <MainButton
          testId="set-up"
          text={say('desk-sign')}
          disabled={name === '' || passphrase === null}
          onPress={sign}
        />
      }
    >
      <section class="card">
        <Field
          testId="staff-name"
          label={say('desk-name')}
          hint={say('desk-name-hint')}
          fault={typed.trim() !== '' && name === '' ? say('desk-name-bad') : null}
          value={typed}
          onInput={setTyped}
          longest={120}
        />
      </section>
      <section class="card">
        <NewPassphrase onChange={setPassphrase} />
      </section>
    </DeskScreen>
  );
}

export function SetUp({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const { words } = useSurroundings();
  const [read, setRead] = useState(false);
  const shown = words.say('staff-agreement');
  if (read) return <Who entry={entry} shown={shown} onBack={() => setRead(false)} />;
  return (
    <DeskScreen
      testId="agreement-screen"
      title={say('staff-agreement-title')}
      foot={
        <MainButton
          testId="agreement-read"
          text={say('app-continue')}
          onPress={() => setRead(true)}
        />
      }
    >
      <EntryFault entry={entry} />
      <p class="lead">{say('desk-agreement-lead')}</p>
      <AgreementText text={shown} />
      <Button testId="have-account" onPress={() => entry.haveAccount()}>
        {say('desk-have-account')}
      </Button>
    </DeskScreen>
  );
}
