/** Submission of v2: one event, or many at once. Source: docs/contract/argus.md §7, §7.8; docs/contract/argus.md §12.4. */
import type { Problem } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { violations } from '../../../kernel/schema.ts';
import type { Principal } from '../access/access.ts';
import type { ArgusHandler, ArgusServices } from '../services/services.ts';
import type { Submittal } from './submit-command.ts';
import type { NewEventData } from './submit-parts.ts';
import type { SubmitBulkRequest, SubmitBulkResult, SubmitEvent, SubmitResult } from '../generated/types.ts';
import { semanticProblem } from '../common/invalid.ts';
import { limitExceeded, writeCommand } from '../common/write-command.ts';
import { mostCodes } from '../../../state/dictionaries.ts';
import { completed, type Submission } from './submission.ts';

const eventSchema = 'argus/submit-event.schema.json';

export const submitEvent: ArgusHandler = async (services, { body, principal }) => {
  const event = completed(body as unknown as SubmitEvent, submissionOf(services, principal));
  if ('problems' in event) throw services.invalid(event.problems);
  const [submittal] = await submit(services, principal, [event.data]);
  // The event with this UUID came at the same moment, and is another one.
  if (submittal === undefined || submittal.id === null)
    throw services.invalid([semanticProblem('body', ['id', 'uuid'], event.data.uuid)]);
  return { kind: 'one', json: JSON.stringify(resultOf(submittal)) };
};

export const submitEventsBulk: ArgusHandler = async (services, { body, principal }) => {
  const { events, onError = 'rejectAll' } = body as unknown as SubmitBulkRequest;
  const submission = submissionOf(services, principal);
  const checks = events.map((event) => check(submission, event));
  if (onError === 'rejectAll') refuse(services, checks);
  const accepted = checks.flatMap(({ data }) => (data === null ? [] : [data]));
  const submittals = accepted.length === 0 ? [] : await submit(services, principal, accepted);
  return { kind: 'one', json: JSON.stringify(bulkResultOf(checks, submittals)) };
};

const submissionOf = ({ simulation: { world, clock } }: ArgusServices, principal: Principal): Submission => ({
  world,
  principal,
  at: clock.now(),
  cases: new Map(world.cases.map((entry) => [entry.id, entry])),
  used: new Map(),
});

/** What is known of one of many events: what is to be written, or why not. */
interface CheckedEvent {
  readonly data: NewEventData | null;
  readonly problems: readonly Problem[];
  /** The refusal of an event that its sender has no right to. */
  readonly denial: ApiError | null;
}

function check(submission: Submission, body: unknown): CheckedEvent {
  const wrong = violations(eventSchema, body).map((violation): Problem => ({
    where: 'body',
    ...violation,
    value: null,
  }));
  if (wrong.length > 0) return { data: null, problems: wrong, denial: null };
  try {
    const event = completed(body as SubmitEvent, submission);
    return 'problems' in event
      ? { data: null, problems: event.problems, denial: null }
      : { data: event.data, problems: [], denial: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { data: null, problems: [], denial: error };
  }
}

/** Refuses the whole request for one wrong event, with all that is wrong. */
function refuse({ invalid }: ArgusServices, checks: readonly CheckedEvent[]): void {
  const problems = checks.flatMap((entry, index) =>
    entry.problems.map((problem) => ({ ...problem, path: ['events', index, ...problem.path] })),
  );
  if (problems.length > 0) throw invalid(problems.slice(0, mostProblems));
  const denied = checks.find(({ denial }) => denial !== null)?.denial;
  if (denied !== null && denied !== undefined) throw denied;
}

/** Problems that one answer names. */
const mostProblems = 100;

async function submit(
  { simulation }: ArgusServices,
  principal: Principal,
  events: readonly NewEventData[],
): Promise<readonly Submittal[]> {
  const { world, state } = simulation;
  const most = state.quota.most('submitted-events');
  if (world.submitted.all.length + events.length > most)
    throw limitExceeded(`No more than ${most} events can be submitted`);
  // Each event may bring two hosts, a detail and a set of cases.
  const isFull =
    Math.max(world.hosts.length + events.length, world.details.length, world.caseSets.length) + events.length >
    mostCodes;
  if (isFull) throw limitExceeded();
  const result = await writeCommand(simulation, principal.account, 'argus/submit', { events });
  return result as unknown as readonly Submittal[];
}

const resultOf = ({ id, message }: Submittal): SubmitResult => ({
  id,
  status: id === null ? 'rejected' : 'accepted',
  message,
});

function bulkResultOf(checks: readonly CheckedEvent[], submittals: readonly Submittal[]): SubmitBulkResult {
  let next = 0;
  const events = checks.map((entry) =>
    resultOf((entry.data === null ? undefined : submittals[next++]) ?? { id: null, message: reasonOf(entry) }),
  );
  const accepted = events.filter(({ status }) => status === 'accepted').length;
  return { accepted, rejected: events.length - accepted, events };
}

const reasonOf = ({ problems, denial }: CheckedEvent): string =>
  denial === null
    ? problems.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')
    : denial.complaints.map(({ message }) => message).join('; ');
