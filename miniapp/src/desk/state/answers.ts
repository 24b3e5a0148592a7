// What the server sends to staff, by its shape. Lives here: one reader for each answer of types.ts. Must
// not: calls, or what follows from an answer.
import { oneCase } from '../../api/answers.ts';
import {
  b64,
  count,
  flag,
  listOf,
  maybe,
  object,
  oneOf,
  type Reader,
  text,
} from '../../api/shapes.ts';
import type { CaseAnswer } from '../../api/types.ts';
import type {
  Invite,
  Load,
  Member,
  NowAnswer,
  QueueAnswer,
  QueueRow,
  StaffRole,
  TeamAnswer,
  WhyShut,
} from './types.ts';

const role: Reader<StaffRole> = oneOf(
  'worker',
  'coordinator',
  'manager',
  'deputy',
  'consultant',
  'auditor',
);
const why: Reader<WhyShut> = oneOf(
  'no_root',
  'holders',
  'no_roster',
  'roster_expired',
  'no_worker',
  'policy',
  'paused',
);

export const team: Reader<TeamAnswer> = object<TeamAnswer>({
  root: maybe(b64),
  members: listOf(
    object<Member>({
      account: b64,
      role,
      name: text,
      state: oneOf('waiting', 'active', 'suspended', 'left'),
      sign_key: b64,
      box_key: b64,
      role_key: maybe(b64),
      certificate: maybe(b64),
      agreement: b64,
      under18: flag,
    }),
  ),
  invites: listOf(
    object<Invite>({ id: b64, role, label: text, under18: flag, created: count, expires: count }),
  ),
  roster: maybe(b64),
  certificates: listOf(b64),
  backups: listOf(object<TeamAnswer['backups'][number]>({ role: text, version: count })),
  audit: object<TeamAnswer['audit']>({ row: count, head: b64 }),
});

export const now: Reader<NowAnswer> = object<NowAnswer>({
  waiting: count,
  oldest_minutes: maybe(count),
  claimed: count,
  open: count,
  stuck: count,
  unattended: count,
  intake: oneOf('open', 'shut', 'paused'),
  why_shut: listOf(why),
  paused_until: maybe(count),
});

export const queue: Reader<QueueAnswer> = object<QueueAnswer>({
  requests: listOf(
    object<QueueRow>({
      ...{ case: b64, intake: b64, card: b64, wrap: b64 },
      waiting_minutes: count,
      wish: maybe(b64),
    }),
  ),
  load: object<Load>({
    open: count,
    limit: count,
    most: count,
    resting_until: maybe(count),
    stopped: flag,
    rest_hours: count,
    silent_days: count,
  }),
});

export const claimed: Reader<CaseAnswer> = oneCase;
