// What in an outline might tell who it is. Lives here: running the pseudonymiser's finders over it while it
// is written, and saying what they found. Must not: change the text; the holder decides.
import { useEffect, useState } from 'preact/hooks';
import { useSay } from '../../components/context.ts';
import { loadPseudonymiser, NOTHING_KNOWN, type Pseudonymiser } from '../../pseudonym/index.ts';

/** Long enough that it does not flicker while a name is typed. */
const PAUSE_MS = 600;

function found(run: Pseudonymiser, note: string): readonly string[] {
  try {
    const marks = run({ note, known: NOTHING_KNOWN, wording: () => '' });
    const texts = marks.map((one) => note.slice(one.start, one.end));
    return [...new Set(texts)].slice(0, 12);
  } catch {
    // A hint that cannot be given is none: the text itself says what to leave out.
    return [];
  }
}

export function NameHints({ text }: { text: string }) {
  const say = useSay();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      const run = text.trim() === '' ? null : await loadPseudonymiser().catch(() => null);
      if (current) setNames(run === null ? [] : found(run, text));
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <div role="status" data-testid="outline-names">
      {names.length > 0 && (
        <div class="note stack" data-kind="warning">
          <p>{say('disclosures-form-names', { count: names.length })}</p>
          <ul class="disclosure-names">
            {names.map((name) => (
              <li key={name} dir="auto" data-testid="outline-name">
                {name}
              </li>
            ))}
          </ul>
          <p class="field-hint">{say('disclosures-form-names-how')}</p>
        </div>
      )}
    </div>
  );
}
