// The service's eight words for a worker, or one who only reads. Lives here: finding them for the root that was
// accepted. Must not: show the words of a root that was refused.
import { NO_WORDS, useFound } from '../../components/later.ts';
import { rootWords } from '../../crypto/fingerprint.ts';
import type { ReaderDesk } from '../state/reader.ts';
import type { WorkerDesk } from '../state/worker.ts';
import { RootWords } from './root-words.tsx';

export function WorkerRoot({ worker }: { worker: WorkerDesk | ReaderDesk }) {
  const trust = worker.trust.value;
  const root = trust?.ok === true ? trust.root : null;
  const words = useFound(NO_WORDS, async () => (root === null ? [] : rootWords(root)), [root]);
  if (!trust?.ok) return null;
  return (
    <RootWords
      words={words}
      own={false}
      checked={trust.checked}
      onSame={() => void worker.confirmRoot()}
    />
  );
}
