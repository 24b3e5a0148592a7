// What is there only later. Lives here: loading a part when its place is on the screen, finding something for
// what is shown now, and whether a screen is still there. Must not: know what it is.
import { useEffect, useRef, useState } from 'preact/hooks';

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

/** Nothing found yet, always the same. */
export const NO_WORDS: readonly string[] = [];

/** What is found for `by`; what was found for others, and comes late, is not shown. */
export function useFound<Found>(
  before: Found,
  find: () => Promise<Found>,
  by: readonly unknown[],
): Found {
  const [found, setFound] = useState(before);
  useEffect(() => {
    let here = true;
    void find().then((one) => here && setFound(one));
    return () => {
      here = false;
    };
  }, by);
  return found;
}

/** Whether the place that asks is on the screen still: for what comes of a tap there. */
export function useHere(): () => boolean {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return () => here.current;
}
