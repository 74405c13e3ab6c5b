/** Submission of v2: one event, or many at once. Source: contract/argus.md §7, §7.8. */
import type { Problem } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { violations } from '../../../kernel/schema.ts';
import type { Principal } from '../access/access.ts';
import type { ArgusHandler, ArgusServices } from '../services/services.ts';
import type { NewEventData } from './submit-command.ts';
import type { SubmitBulkRequest, SubmitBulkResult, SubmitEvent } from '../generated/types.ts';
import { findUuid } from '../../../model/submitted.ts';
import { writeCommand } from '../common/write-command.ts';
import { completed } from './submission.ts';
import { noExtras } from './view.ts';

/** Submitted events that a state holds at the most; more is refused as the vendor refuses what exceeds a quota (contract/argus.md §1). */
const mostSubmitted = 50_000;
const eventSchema = 'argus/submit-event.schema.json';

export const submitEvent: ArgusHandler = async (services, { body, principal }) => {
  const { simulation, v2, invalid } = services;
  const { length } = simulation.world.submitted.all;
  const event = completed(body as unknown as SubmitEvent, {
    world: simulation.world,
    viewer: principal,
    at: simulation.clock.now(),
    number: length,
  });
  if ('problems' in event) throw invalid(event.problems);
  await submit(services, principal, [event.data]);
  const { row, ordinal } = findUuid(simulation.world, event.data.uuid) ?? { row: 0, ordinal: null };
  return { kind: 'one', status: 201, json: v2(row, ordinal, noExtras) };
};

export const submitEventsBulk: ArgusHandler = async (services, { body, principal }) => {
  const { events, onError = 'rejectAll' } = body as unknown as SubmitBulkRequest;
  const checks = events.map((event, index) => check(services, principal, event, index));
  const seen = new Set<string>();
  const entries = checks.map((entry) =>
    entry.data !== null && seen.size === seen.add(entry.data.uuid).size
      ? { data: null, message: 'Invalid value for field id.uuid' }
      : entry,
  );
  const isRefused = onError === 'rejectAll' && entries.some(({ data }) => data === null);
  const accepted = isRefused ? [] : entries.flatMap(({ data }) => (data === null ? [] : [data]));
  const ids = accepted.length === 0 ? [] : await submit(services, principal, accepted);
  return { kind: 'one', json: JSON.stringify(resultOf(entries, ids, isRefused)) };
};

interface BulkEntry {
  readonly data: NewEventData | null;
  readonly message: string | null;
}

function check({ simulation, invalid }: ArgusServices, principal: Principal, body: unknown, index: number): BulkEntry {
  const { world, clock } = simulation;
  try {
    const wrong: readonly Problem[] = violations(eventSchema, body).map((violation) => ({
      where: 'body',
      ...violation,
      value: null,
    }));
    if (wrong.length > 0) throw invalid(wrong);
    const number = world.submitted.all.length + index;
    const event = completed(body as SubmitEvent, { world, viewer: principal, at: clock.now(), number });
    if ('problems' in event) throw invalid(event.problems);
    return { data: event.data, message: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      data: null,
      message: error.complaints
        .map(({ message, field }) => (field === null ? message : `${message} ${field}`))
        .join('; '),
    };
  }
}

async function submit(
  { simulation }: ArgusServices,
  principal: Principal,
  events: readonly NewEventData[],
): Promise<readonly string[]> {
  if (simulation.world.submitted.all.length + events.length > mostSubmitted) {
    throw new ApiError(402, [
      {
        message: `No more than ${mostSubmitted} events can be submitted`,
        template: 'resource.limit.exceeded',
        field: null,
      },
    ]);
  }
  return (await writeCommand(simulation, principal.account, 'argus/submit', { events })) as readonly string[];
}

function resultOf(entries: readonly BulkEntry[], ids: readonly string[], isRefused: boolean): SubmitBulkResult {
  let next = 0;
  const events = entries.map(({ data, message }) => {
    if (data === null) return { id: null, status: 'rejected' as const, message };
    return isRefused
      ? { id: null, status: 'rejected' as const, message: 'Another event of the request is invalid' }
      : { id: ids[next++] ?? null, status: 'accepted' as const, message: null };
  });
  return { accepted: ids.length, rejected: entries.length - ids.length, events };
}
