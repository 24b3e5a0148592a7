// One question to Telegram's client. Lives here: asking with a time-out, and saying which client can
// be asked. Must not: know what the answers mean.
import {
  type EventName,
  type EventPayload,
  type MethodName,
  type MethodParams,
  on,
  postEvent,
} from '@tma.js/bridge';

/** Long enough for a slow phone, short enough that a silent client does not hold anyone up. */
export const PATIENCE_MS = 3000;

/** Says something to the client; a client that is not there is not an error. */
export function tell<M extends MethodName>(method: M, params?: MethodParams<M>): boolean {
  try {
    // The library's overloads cannot be followed generically; the parameters were typed above.
    (postEvent as (name: string, payload?: unknown) => void)(method, params);
    return true;
  } catch {
    return false;
  }
}

/** What a question needs: what to say, and which events may be its answer. */
export interface Question<M extends MethodName, E extends EventName> {
  readonly method: M;
  readonly params?: MethodParams<M>;
  readonly answers: readonly E[];
  /** Whether an event answers this question and not another one. */
  readonly match?: (event: E, payload: EventPayload<E>) => boolean;
  /** Null waits for a person, who takes as long as they take. */
  readonly patience?: number | null;
}

/** Resolves with the first matching answer, or null when the client stays silent. */
export function ask<M extends MethodName, E extends EventName>(
  question: Question<M, E>,
): Promise<{ event: E; payload: EventPayload<E> } | null> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (answer: { event: E; payload: EventPayload<E> } | null): void => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      resolve(answer);
    };
    for (const event of question.answers) {
      const listen = (payload: EventPayload<E>): void => {
        if (question.match?.(event, payload) ?? true) finish({ event, payload });
      };
      stops.push(on(event, listen as Parameters<typeof on<E>>[1]));
    }
    const patience = question.patience === undefined ? PATIENCE_MS : question.patience;
    if (patience !== null) timer = setTimeout(() => finish(null), patience);
    if (!tell(question.method, question.params)) finish(null);
  });
}

/** A random id that ties an answer to its question. */
export function requestId(): string {
  return crypto.randomUUID();
}
