// The policy for views. Lives here: the hook that asks for it once, and a ground's words. Must not: decide
// anything by the policy.
import { useEffect } from 'preact/hooks';
import type { Policy } from '../api/types.ts';
import { useSurroundings } from './context.ts';

/** The policy in force; null until it was answered. It is asked for once and then kept. */
export function usePolicy(): Policy | null {
  const { policy } = useSurroundings();
  useEffect(() => void policy.load(), [policy]);
  return policy.found.value;
}

export interface GroundWords {
  readonly title: string;
  /** One sentence, or empty where the ground is not known here. */
  readonly detail: string;
}

/** What a ground is called; one that these words do not know shows as its bare code. */
export function useGround(): (code: string) => GroundWords {
  const { words } = useSurroundings();
  return (code) => {
    const [title, detail] = [`ground-${code}`, `ground-${code}-detail`];
    if (!words.has(title)) return { title: code, detail: '' };
    return { title: words.say(title), detail: words.has(detail) ? words.say(detail) : '' };
  };
}
