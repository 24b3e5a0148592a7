// My kit. Lives here: a new kit, a new passphrase, one's own eight words. Must not: show a kit again.

import { useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { useSay } from '../../components/context.ts';
import { Confirm } from '../../components/dialog.tsx';
import { LanguageSwitch } from '../../components/language.tsx';
import { NO_WORDS, useFound } from '../../components/later.ts';
import { Note, Progress } from '../../components/parts.tsx';
import { compareWords } from '../../crypto/fingerprint.ts';
import type { RolePublic } from '../../crypto/types.ts';
import type { Bundle } from '../../keys/bundle.ts';
import { SessionsLater } from '../../views/sessions.tsx';
import type { StaffEntry } from '../state/entry.ts';
import { newRoleKey } from '../state/notes.ts';
import { makeKit } from './kit.tsx';
import { ChangePassphrase } from './locked.tsx';
import { WordGrid } from './parts.tsx';

function ownRoleKey(bundle: Bundle): RolePublic | null {
  const fresh = newRoleKey(bundle);
  if (fresh !== null) return fresh.public;
  const newest = [...bundle.roleKeys].sort((a, b) => b.version - a.version)[0];
  return newest?.key.public ?? null;
}

/** One's own eight words; empty for a moment while the word list is loaded. */
export function useOwnWords(bundle: Bundle | null): readonly string[] {
  const find = async (): Promise<readonly string[]> => {
    if (bundle === null) return [];
    const { sign, box } = bundle.identity;
    return compareWords({ sign: sign.public, box: box.public, role: ownRoleKey(bundle) });
  };
  return useFound(NO_WORDS, find, [bundle]);
}

export function MyKit({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const account = entry.account.value;
  const own = useOwnWords(account?.current.value ?? null);
  const [step, setStep] = useState<'idle' | 'ask' | 'busy' | 'failed' | 'passphrase'>('idle');
  const make = async (): Promise<void> => {
    setStep('busy');
    try {
      await makeKit(entry, () => undefined);
      setStep('idle');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setStep('failed');
    }
  };
  return (
    <>
      <section class="card">
        <p>{say('desk-kit-about')}</p>
        {step === 'failed' && (
          <Note testId="kit-failed" kind="warning" urgent>
            <p>{say('app-failed')}</p>
          </Note>
        )}
        {step === 'busy' ? (
          <Progress>{say('desk-working-why')}</Progress>
        ) : (
          <Button testId="kit-make" kind="soft" onPress={() => setStep('ask')}>
            {say('desk-kit-make')}
          </Button>
        )}
      </section>
      <section class="card">
        {step === 'passphrase' ? (
          <ChangePassphrase entry={entry} onDone={() => setStep('idle')} />
        ) : (
          <Button testId="passphrase-change" kind="soft" onPress={() => setStep('passphrase')}>
            {say('desk-kit-passphrase')}
          </Button>
        )}
      </section>
      <section class="card">
        <h2>{say('desk-kit-words')}</h2>
        <p class="field-hint">{say('desk-kit-words-why')}</p>
        <WordGrid testId="own-words" words={own} />
      </section>
      {account !== null && (
        <section class="card">
          <h2>{say('desk-signed-in')}</h2>
          <SessionsLater api={account.api} keys="staff" />
        </section>
      )}
      <section class="card">
        <LanguageSwitch />
      </section>
      {step === 'ask' && (
        <Confirm
          testId="kit-make-confirm"
          title={say('desk-kit-make-title')}
          yes={say('desk-kit-make-yes')}
          onYes={() => void make()}
          onNo={() => setStep('idle')}
        >
          <p>{say('desk-kit-make-gone')}</p>
        </Confirm>
      )}
    </>
  );
}
