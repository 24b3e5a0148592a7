// Screens that only some open. Lives here: fetching one when it is asked for, and what stands there until
// then. Must not: import any of them otherwise.
import type { ComponentType } from 'preact';
import { useLater } from '../components/later.ts';
import { Loading, Unreachable } from './plain.tsx';

export interface LaterScreenProps<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  readonly props: Props;
}

/** Give each its own `key`: one place may show several in turn. */
export function LaterScreen<Props extends object>({ load, props }: LaterScreenProps<Props>) {
  const { part: Screen, failed, again } = useLater(load);
  if (failed) return <Unreachable onRetry={again} />;
  return Screen === null ? <Loading /> : <Screen {...props} />;
}

export const loadDesk = async () => (await import('../desk/index.tsx')).Desk;
export const loadErased = async () => (await import('../rights/index.tsx')).Erased;
export const loadHelp = async () => (await import('../help/index.tsx')).Help;
export const loadPolicy = async () => (await import('./policy.tsx')).Policy;
export const loadRecord = async () => (await import('./record.tsx')).Record;
export const loadReturn = async () => (await import('./return.tsx')).Return;
