// Is this the real service? Lives here: scanning the poster or comparing eight words. Must not: decide
// what a mismatch means (state/trust.ts).

import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { toBase64url } from '../crypto/bytes.ts';
import type { Team } from '../state/team.ts';
import { parseStart } from '../telegram/launch.ts';

/** A poster's code is a link whose start parameter holds the fingerprint, or that alone. */
export function fingerprintIn(scanned: string): string | null {
  const parameter = /[?&]startapp=([A-Za-z0-9_-]+)/.exec(scanned)?.[1] ?? scanned.trim();
  const start = parseStart(parameter);
  return start.kind === 'poster' ? start.fingerprint : null;
}

export function RootCheck({ team }: { team: Team }) {
  const say = useSay();
  const { telegram } = useSurroundings();
  const [words, setWords] = useState<readonly string[] | null>(null);
  const trust = team.trust.value;
  // Not with each look at the team: somebody may be comparing.
  const root = trust?.ok === true ? toBase64url(trust.root) : null;
  useEffect(() => {
    setWords(null);
  }, [root]);
  if (trust?.ok === false) {
    return (
      <p class="field-fault" role="alert" data-testid="root-different-said">
        {say(trust.why === 'roster' ? 'roster-refused' : 'root-mismatch')}
      </p>
    );
  }
  if (trust === null) return null;
  if (trust.checked) return <p data-testid="root-checked">{say('root-checked')}</p>;
  const compare = async (): Promise<void> => {
    const found = await team.words();
    const now = team.trust.peek();
    // The words of another root than what *the same* would be said of are not shown.
    if (now?.ok === true && toBase64url(now.root) === root) setWords(found);
  };
  const scan = async (): Promise<void> => {
    const text = await telegram.scan(say('root-scan-prompt'));
    const fingerprint = text === null ? null : fingerprintIn(text);
    if (fingerprint !== null) await team.checkPoster(fingerprint);
  };
  return (
    <>
      <p class="field-hint">{say('root-why')}</p>
      <div class="row">
        {telegram.canScan && (
          <Button testId="root-scan" kind="small" onPress={() => void scan()}>
            {say('root-scan')}
          </Button>
        )}
        {words === null && (
          <Button
            testId="root-compare"
            kind="small"
            onPress={() =>
              // Without a connection the list of words may not load; the button stays to try again.
              void compare().catch(() => undefined)
            }
          >
            {say('root-compare')}
          </Button>
        )}
      </div>
      {words !== null && (
        <>
          <p>{say('root-words')}</p>
          <ol class="words" data-testid="root-words">
            {words.map((word) => (
              <li class="word" key={word}>
                {word}
              </li>
            ))}
          </ol>
          <div class="row">
            <Button testId="root-same" kind="small" onPress={() => void team.confirmWords()}>
              {say('root-same')}
            </Button>
            <Button testId="root-different" kind="danger" onPress={() => void team.denyWords()}>
              {say('root-different')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
