// Keeping the key beyond this phone. Lives here: Telegram's cloud in one tap with its risk stated, or
// twelve words shown once and confirmed. Must not: keep the words anywhere.
import { useState } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Note, Progress } from '../components/parts.tsx';
import { CryptoError } from '../crypto/errors.ts';
import { type KeptSecret, newCloudSecret, newWords } from '../keys/keeping.ts';
import type { Account } from '../state/account.ts';
import { CLOUD_KEY } from '../state/entry.ts';
import { secretUnder } from '../state/keeping.ts';
import type { RemoteStorage } from '../telegram/storage.ts';
import { ConfirmWords } from './confirm-words.tsx';
import { useIsLocked } from './lock.tsx';

type Step = 'choose' | 'busy' | 'show' | 'confirm' | 'failed' | 'unsupported';

/** What the fold says beside its title. */
export function useKeepValue(account: Account | undefined): string {
  const say = useSay();
  const kinds = account?.me.value.kinds ?? [];
  const names = [
    kinds.includes('cloud') ? say('card-keep-cloud') : null,
    kinds.includes('words') ? say('card-keep-words') : null,
  ].filter((name) => name !== null);
  return names.length === 0 ? say('card-keep-none') : names.join(', ');
}

/**
 * The secret in Telegram's cloud: the one that is there, else a new one, written and read back. The
 * same on every try: a call that failed halfway never leaves Telegram and the server with two.
 */
async function cloudSecret(cloud: RemoteStorage): Promise<KeptSecret | null> {
  const before = await cloud.read(CLOUD_KEY);
  if (before.ok && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(before.value)) {
    return { kind: 'cloud', stored: before.value };
  }
  const secret = newCloudSecret();
  const written = await cloud.write(CLOUD_KEY, secret.stored);
  const there = written.ok ? await cloud.read(CLOUD_KEY) : written;
  return there.ok && there.value === secret.stored ? secret : null;
}

export function KeepKey({ account }: { account: Account }) {
  const say = useSay();
  const { telegram } = useSurroundings();
  const [step, setStep] = useState<Step>('choose');
  const [words, setWords] = useState<readonly string[]>([]);
  const { kinds } = account.me.value;
  const locked = useIsLocked();

  const attempt = async (work: () => Promise<Step>): Promise<void> => {
    setStep('busy');
    try {
      setStep(await work());
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CryptoError)) throw error;
      setStep('failed');
    }
  };
  const keepInCloud = () =>
    attempt(async () => {
      const secret = await cloudSecret(telegram.cloud);
      if (secret === null) return 'unsupported';
      await account.keepUnder('cloud', (key) => secretUnder({ side: 'student', secret, key }));
      telegram.haptic('success');
      return 'choose';
    });
  const showWords = async (): Promise<void> => {
    await attempt(async () => {
      setWords((await newWords('words')).words);
      return 'show';
    });
  };
  const keepWords = () =>
    attempt(async () => {
      const secret = { kind: 'words', words } as const;
      await account.keepUnder('words', (key) => secretUnder({ side: 'student', secret, key }));
      setWords([]);
      telegram.haptic('success');
      return 'choose';
    });

  if (step === 'busy') return <Progress>{say('app-slow')}</Progress>;
  if (step === 'show') {
    return (
      <>
        <p>{say('card-keep-words-why')}</p>
        <ol class="words" data-testid="words">
          {words.map((word, at) => (
            <li class="word" key={at} data-testid="word">
              {word}
            </li>
          ))}
        </ol>
        <Button testId="words-written" kind="soft" onPress={() => setStep('confirm')}>
          {say('card-keep-words-written')}
        </Button>
      </>
    );
  }
  if (step === 'confirm') {
    return (
      <ConfirmWords words={words} onDone={() => void keepWords()} onAgain={() => setStep('show')} />
    );
  }
  return (
    <>
      <p class="field-hint">{say('card-keep-why')}</p>
      {step === 'failed' && (
        <Note testId="keep-failed" kind="warning" urgent>
          <p>{say('app-failed')}</p>
        </Note>
      )}
      {kinds.includes('cloud') ? (
        <p data-testid="keep-cloud-done">{say('card-keep-cloud-done')}</p>
      ) : locked ? (
        <p class="field-hint" data-testid="keep-cloud-locked">
          {say('card-keep-cloud-locked')}
        </p>
      ) : (
        <div class="stack">
          <p class="field-hint">{say('card-keep-cloud-risk')}</p>
          {step === 'unsupported' && (
            <p class="field-fault" role="alert" data-testid="keep-cloud-not">
              {say('card-keep-cloud-not')}
            </p>
          )}
          <Button testId="keep-cloud" kind="soft" onPress={() => void keepInCloud()}>
            {say('card-keep-cloud-do')}
          </Button>
        </div>
      )}
      {kinds.includes('words') ? (
        <p data-testid="keep-words-done">{say('card-keep-words-done')}</p>
      ) : words.length > 0 ? (
        // They stand on paper by now: the same words are tried again, not twelve others.
        <Button testId="keep-words-retry" kind="soft" onPress={() => void keepWords()}>
          {say('card-keep-words-retry')}
        </Button>
      ) : (
        <Button testId="keep-words" kind="soft" onPress={() => void showWords()}>
          {say('card-keep-words-do')}
        </Button>
      )}
    </>
  );
}
