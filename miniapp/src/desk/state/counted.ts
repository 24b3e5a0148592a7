// What is counted, from policy/numbers. Lives here: its ids and their order as types. Must not: words, or a
// count of anything.
import policy from '../../../../policy/numbers/numbers.json';

/** A question that a worker is asked when a conversation has ended, with its answers in order. */
export interface Question {
  readonly id: string;
  readonly choices: readonly string[];
}

/** A table that is made of a period's counts. `service`: of the service's own counts. */
export interface TableOf {
  readonly id: string;
  readonly of: 'service' | 'workers';
  readonly cells: readonly string[];
}

/** Every counter, in the order in which a vector has them. */
export const COUNTERS: readonly string[] = policy.counters;
export const QUESTIONS: readonly Question[] = policy.questions;
export const TABLES: readonly TableOf[] = policy.tables.map(({ id, of, cells }) => {
  if (of !== 'service' && of !== 'workers') throw new Error('a table of nothing');
  return { id, of, cells };
});

/** One choice for each question that was answered, by the question's id. */
export type Coded = Readonly<Record<string, string>>;

/** The counters that these answers add one to: of each question one, `unsaid` where it was left open. */
export function countersOf(coded: Coded): readonly string[] {
  return QUESTIONS.map(({ id, choices }) => {
    const choice = coded[id] ?? '';
    return `${id}-${choices.includes(choice) ? choice : 'unsaid'}`;
  });
}
