// The recovery kit. Lives here: showing it once to print or copy by hand, and asking for two of its words.
// Must not: keep the words anywhere.

import { useMemo, useState } from 'preact/hooks';
import { ApiError } from '../../api/errors.ts';
import { Button } from '../../components/button.tsx';
import { useSay, useSurroundings } from '../../components/context.ts';
import { Field } from '../../components/field.tsx';
import { NO_WORDS, useFound } from '../../components/later.ts';
import { MainButton } from '../../components/main-button.tsx';
import { Note, Progress } from '../../components/parts.tsx';
import { fromBase64url } from '../../crypto/bytes.ts';
import { rootWords } from '../../crypto/fingerprint.ts';
import type { SignPublic } from '../../crypto/types.ts';
import { newWords } from '../../keys/keeping.ts';
import type { StaffEntry } from '../state/entry.ts';
import { withKit } from '../state/notes.ts';
import type { StaffAccount } from '../state/staff-account.ts';
import { DeskScreen } from './frame.tsx';
import { Working } from './locked.tsx';
import { PrintButton, WordGrid } from './parts.tsx';

/**
 * The service's eight words as far as this device knows them; null while that is not known. Whatever fails:
 * the sheet then says that they are lacking, and the person's own words can be written down.
 */
function useRootWords(account: StaffAccount | null): readonly string[] | null {
  const bundle = account?.current.value ?? null;
  const find = async (): Promise<readonly string[]> => {
    const known = bundle?.rootKey?.public ?? bundle?.root?.key ?? null;
    if (account === null) return [];
    const served = known ?? (await servedRoot(account));
    return served === null ? [] : rootWords(served);
  };
  return useFound<readonly string[] | null>(null, () => find().catch(() => NO_WORDS), [
    account,
    bundle,
  ]);
}

async function servedRoot(account: StaffAccount): Promise<SignPublic | null> {
  const { root } = await account.api.roster();
  return root ? (fromBase64url(root) as SignPublic) : null;
}

function Sheet({ words, root }: { words: readonly string[]; root: readonly string[] | null }) {
  const say = useSay();
  const { service } = useSurroundings();
  return (
    <section class="desk-sheet" data-testid="kit-sheet">
      <h2>
        {service.name}: {say('desk-kit-sheet-title')}
      </h2>
      <h3>{say('desk-kit-sheet-words')}</h3>
      <WordGrid testId="kit-words-shown" words={words} />
      <h3>{say('desk-kit-sheet-root')}</h3>
      {root === null && <Progress>{say('app-loading')}</Progress>}
      {root?.length === 0 && <p data-testid="kit-root-none">{say('desk-kit-sheet-root-none')}</p>}
      {root !== null && root.length > 0 && <WordGrid testId="kit-root-words" words={root} />}
      <p class="lead">{say('desk-kit-sheet-how')}</p>
    </section>
  );
}

/** Two places, in order. */
function twoPlaces(count: number): readonly [number, number] {
  const random = crypto.getRandomValues(new Uint32Array(2));
  const first = (random[0] ?? 0) % count;
  const second = (first + 1 + ((random[1] ?? 0) % (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

function Confirm({
  words,
  onDone,
  onAgain,
}: {
  words: readonly string[];
  onDone: () => void;
  onAgain: () => void;
}) {
  const say = useSay();
  const places = useMemo(() => twoPlaces(words.length), [words]);
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [wrong, setWrong] = useState(false);
  const check = (): void => {
    const right = places.every((place, at) => typed[at]?.trim().toLowerCase() === words[place]);
    if (right) onDone();
    else setWrong(true);
  };
  return (
    <DeskScreen
      testId="kit-check-screen"
      title={say('desk-kit-check-title')}
      onBack={onAgain}
      foot={
        <MainButton
          testId="kit-check"
          text={say('app-continue')}
          disabled={typed.some((one) => one.trim() === '')}
          onPress={check}
        />
      }
    >
      <p>{say('desk-kit-check')}</p>
      <section class="card">
        {places.map((place, at) => (
          <div key={place} data-testid="kit-question" data-place={place + 1}>
            <Field
              testId={`kit-word-${at + 1}`}
              label={say('desk-kit-word', { place: place + 1 })}
              value={typed[at] ?? ''}
              onInput={(value) => {
                setWrong(false);
                setTyped(at === 0 ? [value, typed[1]] : [typed[0], value]);
              }}
            />
          </div>
        ))}
        {wrong && (
          <p class="field-fault" role="alert" data-testid="kit-wrong">
            {say('desk-kit-wrong')}
          </p>
        )}
      </section>
    </DeskScreen>
  );
}

/** Makes a new kit and puts it where it is shown. Throws ApiError. */
export async function makeKit(
  entry: StaffEntry,
  progress: (fraction: number) => void,
): Promise<void> {
  const account = entry.account.value;
  if (account === null) return;
  const kit = await newWords('kit');
  await account.keepUnder(kit, progress);
  entry.freshKit.value = kit.words;
}

/** The app was closed before the kit was confirmed: only a new one can be shown. */
function LostKit({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const [progress, setProgress] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const make = (): void => {
    setFailed(false);
    setProgress(0);
    makeKit(entry, setProgress)
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        setFailed(true);
      })
      .finally(() => setProgress(null));
  };
  if (progress !== null) return <Working progress={progress} />;
  return (
    <DeskScreen
      testId="kit-lost-screen"
      title={say('desk-kit-lost-title')}
      onLock={() => entry.lock()}
    >
      <p>{say('desk-kit-lost')}</p>
      {failed && (
        <Note testId="kit-failed" kind="warning" urgent>
          <p>{say('app-failed')}</p>
        </Note>
      )}
      <Button testId="kit-make" kind="primary" onPress={make}>
        {say('desk-kit-make')}
      </Button>
      <Button
        testId="kit-later"
        onPress={() => {
          entry.kitLater.value = true;
        }}
      >
        {say('desk-kit-later')}
      </Button>
    </DeskScreen>
  );
}

export function Kit({ entry }: { entry: StaffEntry }) {
  const say = useSay();
  const [checking, setChecking] = useState(false);
  const account = entry.account.value;
  const root = useRootWords(account);
  const words = entry.freshKit.value;
  if (words === null) return <LostKit entry={entry} />;
  const done = (): void => {
    void account?.change(withKit);
    entry.freshKit.value = null;
  };
  if (checking) {
    return <Confirm words={words} onDone={done} onAgain={() => setChecking(false)} />;
  }
  return (
    <DeskScreen
      testId="kit-screen"
      title={say('desk-kit-title')}
      foot={
        <MainButton
          testId="kit-on-paper"
          text={say('desk-kit-done')}
          disabled={root === null}
          onPress={() => setChecking(true)}
        />
      }
    >
      <p>{say('desk-kit-lead')}</p>
      <Sheet words={words} root={root} />
      {root !== null && <PrintButton />}
    </DeskScreen>
  );
}
