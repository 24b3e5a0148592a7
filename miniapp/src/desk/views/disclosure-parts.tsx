// Small parts of disclosures. Lives here: a record, a decision and what was done as facts, and who signed.
// Must not: act. The same parts stand on the screen and on paper.
import type { ComponentChildren } from 'preact';
import type { B64 } from '../../api/types.ts';
import { useSay, useSurroundings } from '../../components/context.ts';
import { useGround } from '../../components/policy.ts';
import type { Author } from '../../crypto/author.ts';
import { toBase64url } from '../../crypto/bytes.ts';
import type { CapsuleField, JudgedPart } from '../../crypto/disclosure.ts';
import {
  type Completion,
  type Decision,
  type Disclosure,
  NEVER_TOLD,
} from '../../crypto/disclosure.ts';
import type { AcceptedRoster } from '../../crypto/roster.ts';
import type { HolderRole } from '../../crypto/types.ts';
import { dateAt } from '../../words/dates.ts';
import './disclosure.css';

function Fact(props: { name: string; testId: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd dir="auto" data-testid={props.testId}>
        {props.children}
      </dd>
    </div>
  );
}

/** "4 March 2027 at 14:05": a record is read years later, too. */
export function useMoment(): (seconds: number) => string {
  const { words } = useSurroundings();
  return (seconds) =>
    dateAt(seconds).toLocaleString(words.dates, { dateStyle: 'long', timeStyle: 'short' });
}

/** The holder's name and role, as the roster has them today. */
export function useHolder(roster: AcceptedRoster | null): (role: HolderRole) => string {
  const say = useSay();
  return (role) => {
    const found = roster?.certificates.find((one) => one.role === role);
    const what = say(`desk-role-${role}`);
    return found === undefined || found.name === what ? what : `${found.name}, ${what}`;
  };
}

/** The names of those whom a record is closed to, by today's roster. */
function useClosed(roster: AcceptedRoster | null): (ids: readonly B64[]) => string {
  const say = useSay();
  return (ids) => {
    if (ids.length === 0) return say('disclosures-closed-nobody');
    const named = ids.map((id) => roster?.certificates.find((one) => toBase64url(one.id) === id));
    const names = named.map((one) => one?.name ?? say('disclosures-closed-unknown'));
    return [...new Set(names)].join(', ');
  };
}

/** From when on the student reads of it. */
export function useTelling(): (tell: number) => string {
  const say = useSay();
  const moment = useMoment();
  return (tell) => {
    if (tell === 0) return say('disclosures-tell-at-once');
    if (tell === NEVER_TOLD) return say('disclosures-tell-lifted');
    return say('disclosures-tell-from', { date: moment(tell) });
  };
}

function useFields(): (fields: readonly CapsuleField[]) => string {
  const say = useSay();
  return (fields) => fields.map((one) => say(`disclosures-field-${one}`)).join(', ');
}

/** What a record says, signed or about to be. */
export type RecordWords = Pick<
  Disclosure,
  | 'ground'
  | 'outline'
  | 'aim'
  | 'recipients'
  | 'fields'
  | 'consulted'
  | 'told'
  | 'wishes'
  | 'whyNot'
  | 'requester'
  | 'approver'
>;

export function RecordFacts(props: {
  readonly words: RecordWords;
  readonly roster: AcceptedRoster | null;
  /** What the server keeps beside it: when the student reads of it, whom it is closed to. */
  readonly tell: number;
  readonly closedTo: readonly B64[] | null;
}) {
  const say = useSay();
  const ground = useGround()(props.words.ground);
  const holder = useHolder(props.roster);
  const closed = useClosed(props.roster);
  const telling = useTelling();
  const fields = useFields();
  const { words } = props;
  return (
    <dl class="disclosure-facts">
      <Fact name={say('disclosures-ground')} testId="record-ground">
        {ground.title}
      </Fact>
      <Fact name={say('disclosures-outline')} testId="record-outline">
        {words.outline}
      </Fact>
      <Fact name={say('disclosures-aim')} testId="record-aim">
        {words.aim}
      </Fact>
      <Fact name={say('disclosures-recipients')} testId="record-recipients">
        {words.recipients.join('\n')}
      </Fact>
      <Fact name={say('disclosures-fields')} testId="record-fields">
        {fields(words.fields)}
      </Fact>
      <Fact name={say('disclosures-consulted')} testId="record-consulted">
        {words.consulted}
      </Fact>
      <Fact name={say('disclosures-told')} testId="record-told">
        {say(`disclosures-told-${words.told}`)}
      </Fact>
      {words.wishes !== '' && (
        <Fact name={say('disclosures-wishes')} testId="record-wishes">
          {words.wishes}
        </Fact>
      )}
      {words.whyNot !== '' && (
        <Fact name={say('disclosures-why-not')} testId="record-why-not">
          {words.whyNot}
        </Fact>
      )}
      <Fact name={say('disclosures-tell')} testId="record-tell">
        {telling(props.tell)}
      </Fact>
      {props.closedTo !== null && (
        <Fact name={say('disclosures-closed')} testId="record-closed">
          {closed(props.closedTo)}
        </Fact>
      )}
      <Fact name={say('disclosures-requester')} testId="record-requester">
        {holder(words.requester)}
      </Fact>
      <Fact name={say('disclosures-approver')} testId="record-approver">
        {holder(words.approver)}
      </Fact>
    </dl>
  );
}

/** Who signed a part, when, and how sure that is. */
export function Signature({ author, made }: { author: Author; made: number }) {
  const say = useSay();
  const moment = useMoment();
  const { certificate, listed } = author;
  const role = say(`desk-role-${certificate.role}`);
  const by = certificate.name === role ? role : `${certificate.name}, ${role}`;
  return (
    <p class="field-hint" data-testid="signature" data-listed={listed}>
      {say('disclosures-signed', { by, date: moment(made) })}{' '}
      {say(listed ? 'disclosures-signed-certain' : 'disclosures-signed-former')}
    </p>
  );
}

export function DecisionFacts({ part }: { part: JudgedPart<Decision> }) {
  const say = useSay();
  const { decision, reasons, made } = part.body;
  return (
    <>
      <p class="field-label" data-testid="decision" data-decision={decision}>
        {say(`disclosures-decision-${decision}`)}
      </p>
      <dl class="disclosure-facts">
        <Fact name={say('disclosures-reasons')} testId="decision-reasons">
          {reasons}
        </Fact>
      </dl>
      {decision === 'refuse' && (
        <p data-testid="refused-final">{say('disclosures-refused-final')}</p>
      )}
      <Signature author={part.author} made={made} />
    </>
  );
}

export function CompletionFacts({ part }: { part: JudgedPart<Completion> }) {
  const say = useSay();
  const moment = useMoment();
  const fields = useFields();
  const { body } = part;
  return (
    <>
      <dl class="disclosure-facts">
        <Fact name={say('disclosures-complete-done')} testId="completion-done">
          {body.done}
        </Fact>
        <Fact name={say('disclosures-complete-by')} testId="completion-by">
          {body.by}
        </Fact>
        <Fact name={say('disclosures-complete-at')} testId="completion-at">
          {moment(body.at)}
        </Fact>
        {body.recipients.length === 0 ? (
          <Fact name={say('disclosures-complete-passed')} testId="completion-nothing">
            {say('disclosures-completion-nothing')}
          </Fact>
        ) : (
          <>
            <Fact name={say('disclosures-complete-recipients')} testId="completion-recipients">
              {body.recipients.join('\n')}
            </Fact>
            <Fact name={say('disclosures-complete-fields')} testId="completion-fields">
              {fields(body.fields)}
            </Fact>
          </>
        )}
      </dl>
      <Signature author={part.author} made={body.made} />
    </>
  );
}
