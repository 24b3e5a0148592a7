// The whole policy, whose words are loaded when it is opened. Lives here: its text with its version, which
// is the text's own digest. Must not: agreeing to anything.

import { useEffect, useMemo, useState } from 'preact/hooks';
import { Blocks } from '../components/blocks.tsx';
import { Button } from '../components/button.tsx';
import { useSay, useSurroundings } from '../components/context.ts';
import { Progress } from '../components/parts.tsx';
import { Screen } from '../components/screen.tsx';
import { toBase64url } from '../crypto/bytes.ts';
import { wordingDigest } from '../crypto/consent.ts';
import { Newest } from '../state/newest.ts';
import { policyDigest, policyText, policyVersion, withPolicy } from '../words/policy.ts';
import type { Words } from '../words/words.ts';

/** The text and its version; another text than the service's own is never shown as its policy. */
export function PolicyText({ headings }: { headings?: 2 | 3 }) {
  const say = useSay();
  const { words, service } = useSurroundings();
  const [found, setFound] = useState<Words | 'failed' | null>(null);
  const asked = useMemo(() => new Newest(), []);
  const load = (): void => {
    setFound(null);
    // Of a language that was chosen before, it is not shown any more.
    asked.pass();
    const counts = asked.ask();
    const show = (text: Words | 'failed'): void => {
      if (counts()) setFound(text);
    };
    withPolicy(words, service.policy).then(show, () => show('failed'));
  };
  useEffect(load, [words, service]);
  if (found === null) return <Progress>{say('app-loading')}</Progress>;
  if (found === 'failed') {
    return (
      <Button testId="policy-retry" onPress={load}>
        {say('app-try-again')}
      </Button>
    );
  }
  const text = policyText(found, service);
  const digest = policyDigest(service, found.spoken(`policy-${service.policy}`));
  if (toBase64url(wordingDigest(text)) !== digest) {
    return <p data-testid="policy-unknown">{found.say('policy-unknown')}</p>;
  }
  const version = policyVersion(digest);
  return (
    <>
      <p class="lead" data-testid="policy-version">
        {found.say('policy-version', { version })}
      </p>
      <Blocks testId="policy" text={text} headings={headings ?? 2} />
    </>
  );
}

export interface PolicyProps {
  readonly onBack: () => void;
  readonly onComplain: () => void;
}

export function Policy({ onBack, onComplain }: PolicyProps) {
  const say = useSay();
  return (
    <Screen testId="policy-screen" title={say('notice-policy-title')} onBack={onBack}>
      <PolicyText />
      <Button testId="complain-open" kind="soft" onPress={onComplain}>
        {say('complain-open')}
      </Button>
    </Screen>
  );
}
