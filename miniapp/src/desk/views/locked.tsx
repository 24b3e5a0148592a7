// The locked desk. Lives here: passphrase or kit, and setting a new passphrase after the kit. Must not: say
// whether there is an account; the answers look alike.
import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { LanguageSwitch } from '../../components/language.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { Malformed } from '../../crypto/errors.ts';
import { choosePassphrase, readWords } from '../../keys/keeping.ts';
import type { DeskState } from '../state/desk.ts';
import type { StaffEntry } from '../state/entry.ts';
import { DeskScreen } from './frame.tsx';
import { NewPassphrase } from './passphrase.tsx';
import { EntryFault } from './set-up.tsx';

/** The share done, for what takes seconds. */
export function Working({ progress }: { progress: number }) {
  const say = useSay();
  return (
    <DeskScreen testId="working" title={say('desk-working')}>
      <div class="desk-meter" role="progressbar" aria-valuenow={Math.round(progress * 100)}>
        <span style={{ width: `${Math.round(progress * 100)}%` }} />
      </div>
      <p class="lead">{say('desk-working-why')}</p>
    </DeskScreen>
  );
}

function KitForm({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const count = typed.trim() === '' ? 0 : typed.trim().split(/[\s,]+/).length;
  const open = async (): Promise<void> => {
    try {
      await entry.unlock(await readWords('kit', typed));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      setWrong(true);
    }
  };
  return (
    <section class="card">
      <Field
        testId="kit-words"
        label={say('desk-locked-kit')}
        hint={say('return-words-count', { count })}
        fault={wrong ? say('desk-kit-wrong') : null}
        value={typed}
        onInput={(value) => {
          setWrong(false);
          setTyped(value);
        }}
        lines={3}
        longest={400}
      />
      <Button
        testId="kit-unlock"
        kind="primary"
        disabled={count !== 12}
        onPress={() => void open()}
      >
        {say('desk-locked-open')}
      </Button>
    </section>
  );
}

function PassphraseForm({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') void entry.unlock({ kind: 'passphrase', passphrase });
      }}
    >
      <Field
        testId="unlock-passphrase"
        type="password"
        autocomplete="current-password"
        label={say('desk-passphrase')}
        value={passphrase}
        onInput={setPassphrase}
      />
      <Button testId="unlock" kind="primary" type="submit" disabled={passphrase === ''}>
        {say('desk-locked-open')}
      </Button>
    </form>
  );
}

export function Locked({ desk }: { desk: DeskState }) {
  const say = useSay();
  const { entry } = desk;
  const [kit, setKit] = useState(false);
  return (
    <DeskScreen testId="locked-screen" title={say('desk-locked-title')}>
      <p class="lead">{say('desk-locked-lead')}</p>
      {desk.drafts.pending && (
        <Note testId="drafts-kept">
          <p>{say('desk-locked-drafts')}</p>
        </Note>
      )}
      <EntryFault entry={entry} />
      {kit ? <KitForm entry={entry} /> : <PassphraseForm entry={entry} />}
      <Button testId="use-kit" onPress={() => setKit(!kit)}>
        {say(kit ? 'desk-locked-passphrase' : 'desk-locked-lost')}
      </Button>
      {kit && (
        <p class="field-hint" data-testid="kit-neither">
          {say('file-kit-neither')}
        </p>
      )}
      {entry.hasInvite && (
        <Button testId="to-invite" onPress={() => entry.toInvite()}>
          {say('desk-locked-invite')}
        </Button>
      )}
      <LanguageSwitch />
    </DeskScreen>
  );
}

export interface ChangePassphraseProps {
  readonly entry: StaffEntry;
  readonly onDone: () => void;
}

/** Sets a new one; the old one opens nothing from then on. */
export function ChangePassphrase({ entry, onDone }: ChangePassphraseProps) {
  const say = useSay();
  const [chosen, setChosen] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const save = async (): Promise<void> => {
    const account = entry.account.value;
    if (chosen === null || account === null) return;
    setState('busy');
    try {
      await account.keepUnder(choosePassphrase(chosen), () => undefined);
      onDone();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('failed');
    }
  };
  if (state === 'busy') return <Progress>{say('desk-working-why')}</Progress>;
  return (
    <>
      {state === 'failed' && (
        <Note testId="passphrase-failed" kind="warning" urgent>
          <p>{say('app-failed')}</p>
        </Note>
      )}
      <NewPassphrase onChange={setChosen} />
      <Button
        testId="passphrase-save"
        kind="primary"
        disabled={chosen === null}
        onPress={() => void save()}
      >
        {say('desk-new-save')}
      </Button>
    </>
  );
}

/** After the kit: the passphrase is lost. */
export function AfterKit({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const done = (): void => {
    entry.byKit.value = false;
  };
  return (
    <DeskScreen
      testId="new-passphrase-screen"
      title={say('desk-new-title')}
      onLock={() => entry.lock()}
    >
      <p class="lead">{say('desk-new-lead')}</p>
      <section class="card">
        <ChangePassphrase entry={entry} onDone={done} />
      </section>
      <Button testId="keep-passphrase" onPress={done}>
        {say('desk-new-keep')}
      </Button>
    </DeskScreen>
  );
}
