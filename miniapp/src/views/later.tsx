// Screens that only some open. Lives here: fetching one when it is asked for, and what stands there until
// then. Must not: import any of them otherwise.
import type { ComponentType } from 'preact';
import { useLater } from '../components/later.ts';
import { loadCase } from '../state/case-later.ts';
import { Loading, Unreachable } from './plain.tsx';

export interface LaterScreenProps<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  readonly props: Props;
}

/** Give each its own `key`: one place may show several in turn. */
export function LaterScreen<Props extends object>({ load, props }: LaterScreenProps<Props>) {
  const { part: Screen, failed, again } = useLater(load);
  // Where there is a way back, nobody waits for a connection on a screen that has nothing.
  const { onBack } = props as { readonly onBack?: () => void };
  if (failed) return <Unreachable onRetry={again} onBack={onBack ?? null} />;
  return Screen === null ? <Loading /> : <Screen {...props} />;
}

export const loadCards = async () => (await import('./cards.tsx')).Cards;
export const loadCannotAct = async () => (await import('../apart/cannot-act.tsx')).CannotAct;
export const loadComplain = async () => (await import('../complain/index.tsx')).Complain;
export const loadDenied = async () => (await import('./denied.tsx')).Denied;
export const loadDesk = async () => (await import('../desk/index.tsx')).Desk;
export const loadErased = async () => (await import('../rights/index.tsx')).Erased;
export const loadHelp = async () => (await import('../help/index.tsx')).Help;
export const loadLocked = async () => (await import('../lock/index.tsx')).Locked;
export const loadPolicy = async () => (await import('./policy.tsx')).Policy;
export const loadRecord = async () => (await import('./record.tsx')).Record;
export const loadReturn = async () => (await import('./return.tsx')).Return;

export const loadClosed = async () => (await import('./closed.tsx')).Closed;
export const loadRoom = async () => (await import('./room.tsx')).Room;
export const loadWaiting = async () => (await import('./waiting.tsx')).Waiting;

/** What comes after the letter, fetched while somebody is still before it. */
export async function loadTalking(): Promise<void> {
  await Promise.allSettled([loadCase(), loadWaiting(), loadRoom(), loadClosed()]);
}
