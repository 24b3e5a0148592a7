// Why something a worker tried did not go through. Lives here: the closed list, read from a failed call. Must not:
// words for it.
import { type ApiError, isConflict } from '../../api/errors.ts';

export type WorkerTrouble =
  | 'taken'
  | 'full'
  | 'resting'
  | 'gone'
  | 'lacking'
  | 'offline'
  | 'failed';

export function troubleOf(error: ApiError): WorkerTrouble {
  const refused = (['taken', 'full', 'resting'] as const).find((c) => isConflict(error, c));
  if (refused !== undefined) return refused;
  if (isConflict(error, 'agreement') || isConflict(error, 'training')) return 'lacking';
  if (error.failure === 'not_found') return 'gone';
  return error.failure === 'offline' || error.failure === 'unavailable' ? 'offline' : 'failed';
}
