// Coming back without the key. Lives here: typing the twelve words, or starting anew. Must not: say
// whether an account exists; the answers look alike.
import { useState } from 'preact/hooks';
import words from '../../../policy/locales/en/return.ftl?raw';
import { Button } from '../components/button.tsx';
import { useSay, wordsOf } from '../components/context.ts';
import { CrisisContacts } from '../components/crisis.tsx';
import { Confirm } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { Note } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { Malformed, NotLoaded } from '../crypto/errors.ts';
import { readWords } from '../keys/keeping.ts';
import type { Entry } from '../state/entry.ts';

/** The first thing typed that is no word of the list, or null. */
async function unknownWord(typed: string): Promise<string | null> {
  const { isWord, normaliseWords } = await import('../crypto/words.ts');
  return normaliseWords(typed).find((word) => !isWord(word)) ?? null;
}

function Asking({ entry }: { entry: Entry }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [anew, setAnew] = useState(false);
  const count = typed.trim() === '' ? 0 : typed.trim().split(/[\s,]+/).length;
  const open = async (): Promise<void> => {
    try {
      const secret = await readWords('words', typed);
      setFault(null);
      await entry.unlock(secret);
    } catch (error) {
      if (error instanceof NotLoaded) setFault(say('app-offline'));
      if (error instanceof NotLoaded) return;
      if (!(error instanceof Malformed)) throw error;
      const word = await unknownWord(typed);
      setFault(word === null ? say('return-words-wrong') : say('return-words-unknown', { word }));
    }
  };
  const refused = entry.refused.value;
  const failed = entry.fault.value;
  const failure =
    failed === null
      ? null
      : failed.kind === 'slow-down'
        ? say('app-slow-down', { minutes: failed.minutes })
        : say(failed.kind === 'weak' ? 'app-weak' : 'return-words-wrong');
  return (
    <Screen testId="return-screen" title={say('return-title')} onBack={() => entry.back()}>
      <p>
        {say(refused ? 'return-refused' : entry.unsure.value ? 'return-unsure' : 'return-lost')}
      </p>
      {refused && (
        <Button testId="return-again" kind="primary" onPress={() => void entry.proveAgain()}>
          {say('app-try-again')}
        </Button>
      )}
      {failure !== null && (
        <Note testId="return-failed" kind="warning" urgent>
          <p>{failure}</p>
        </Note>
      )}
      <section class="card">
        <p>{say('return-words')}</p>
        <Field
          testId="return-words"
          label={say('return-words-label')}
          hint={say('return-words-count', { count })}
          fault={fault}
          value={typed}
          onInput={setTyped}
          lines={3}
          longest={400}
        />
        <Button
          testId="return-open"
          kind={refused ? 'soft' : 'primary'}
          disabled={count !== 12}
          onPress={() => void open()}
        >
          {say('return-open')}
        </Button>
      </section>
      <section class="card">
        <p>{say(refused ? 'return-refused-anew' : 'return-anew-why')}</p>
        <Button testId="return-anew" kind="danger" onPress={() => setAnew(true)}>
          {say('return-anew')}
        </Button>
      </section>
      <section class="card">
        <CrisisContacts short />
      </section>
      {anew && (
        <Confirm
          testId="anew-confirm"
          title={say('return-anew-title')}
          yes={say('return-anew-yes')}
          onYes={() => entry.startAnew()}
          onNo={() => setAnew(false)}
        >
          <p>{say('return-anew-gone')}</p>
        </Confirm>
      )}
    </Screen>
  );
}

const WithWords = wordsOf(words);

/** With its own words, which are loaded with it. */
export function Return({ entry }: { entry: Entry }) {
  return (
    <WithWords>
      <Asking entry={entry} />
    </WithWords>
  );
}
