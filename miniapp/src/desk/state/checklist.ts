// What to do next. Lives here: the steps from an empty service to an open one, judged from what is there.
// Must not: words, or doing any of them.
import type { TeamView } from './membership.ts';
import type { NowAnswer } from './types.ts';

export type Step =
  /** A manager or deputy has not opened their link yet. */
  | 'wait-manager'
  | 'wait-deputy'
  | 'certify-manager'
  | 'certify-deputy'
  | 'invite-worker'
  | 'certify-worker'
  | 'poster'
  | 'open';

export interface StepView {
  readonly step: Step;
  readonly done: boolean;
}

function holderStep(view: TeamView, role: 'manager' | 'deputy'): StepView {
  const there = view.members.find((one) => one.member.role === role);
  if (there === undefined) return { step: `wait-${role}`, done: false };
  return { step: `certify-${role}`, done: there.certificate !== null && there.listed };
}

/** The steps in order; the first that is not done is the next one. */
export function checklist(request: {
  readonly view: TeamView;
  readonly now: NowAnswer | null;
  readonly invites: number;
  readonly poster: boolean;
}): readonly StepView[] {
  const { view, now, invites, poster } = request;
  const workers = view.members.filter((one) => one.member.role === 'worker');
  const serving = workers.some((one) => one.certificate !== null && one.listed);
  const waiting = workers.some((one) => one.member.state === 'waiting');
  return [
    holderStep(view, 'manager'),
    holderStep(view, 'deputy'),
    { step: 'invite-worker', done: serving || waiting || invites > 0 },
    { step: 'certify-worker', done: serving && !waiting },
    { step: 'poster', done: poster },
    { step: 'open', done: now?.intake === 'open' },
  ];
}
