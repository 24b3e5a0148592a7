// Parts of the app that only some need. Lives here: loading one when its place is on the screen. Must not:
// know what it is.
import { useEffect, useState } from 'preact/hooks';

export interface Later<Part> {
  /** Null until it is there. */
  readonly part: Part | null;
  /** It did not come: the network is away. */
  readonly failed: boolean;
  readonly again: () => void;
}

/** Loads it once for each place that asks. */
export function useLater<Part>(load: () => Promise<Part>): Later<Part> {
  const [found, setFound] = useState<{ readonly part: Part } | 'failed' | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let here = true;
    load().then(
      (part) => here && setFound({ part }),
      () => here && setFound('failed'),
    );
    return () => {
      here = false;
    };
  }, [tries]);
  const failed = found === 'failed';
  const again = (): void => {
    setFound(null);
    setTries(tries + 1);
  };
  return { part: found === null || failed ? null : found.part, failed, again };
}
