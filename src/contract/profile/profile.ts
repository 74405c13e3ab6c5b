/** Measures the shape of a target: asks what reads, at a tenant's pace, and remembers how it was answered. */
import { stopwatch } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { makeClient, Skip, Unreachable } from '../client.ts';
import { stopReason } from '../health-check.ts';
import { makePace, Spent } from '../pace.ts';
import { adapters } from '../products/index.ts';
import type { Answer } from '../terms/exchange.ts';
import type { AskById, Measured } from '../terms/measured.ts';
import { apisOf } from '../terms/operation.ts';
import { makeSecrets } from '../terms/secrets.ts';
import type { Target } from '../terms/target.ts';
import type { Door } from '../transport.ts';

export interface MeasureOptions {
  readonly maxRequests: number;
  /** Requests a second; null for as fast as it goes. */
  readonly rps: number | null;
  /** Days before now that are looked at, at the most. */
  readonly days: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly door?: Door;
  /** Hears of every answer. */
  readonly onAnswer?: (answer: Answer) => void;
}

/** How requests were answered. */
export interface Answers {
  readonly product: string;
  /** Milliseconds of each, from the request to the head of the answer. */
  readonly times: readonly number[];
  /** How often a status refused what was asked rightly. */
  readonly refusals: ReadonlyMap<number, number>;
}

export interface MeasuredTenant {
  readonly measured: Measured;
  readonly answers: Answers;
  readonly requests: number;
  /** What could not be had, and why. */
  readonly missing: readonly string[];
}

/** What says that a server is busy, rather than that somebody may not. */
const busy = [429, 500, 502, 503, 504];

/** Throws UserError where the target cannot be measured. */
export async function measureTenant(target: Target, options: MeasureOptions): Promise<MeasuredTenant> {
  const adapter = adapters.find(({ name, measure }) => measure !== undefined && target.products.includes(name));
  const [api] = adapter === undefined ? [] : apisOf(target, [adapter]);
  if (adapter?.measure === undefined || api === undefined)
    throw new UserError(
      `only ${adapters.flatMap(({ measure, title }) => (measure === undefined ? [] : [title])).join(' and ')} can be measured; credentials for it are missing`,
    );
  const { signal, timeoutMs } = options;
  const pace = makePace({
    rps: options.rps,
    maxRequests: options.maxRequests,
    seconds: null,
    ...(signal && { signal }),
  });
  const watched = watchedDoor(options.door ?? fetch);
  const secrets = makeSecrets(target, adapters);
  const client = makeClient(target, pace, secrets, { timeoutMs, door: watched.door, ...(signal && { signal }) });
  const missing: string[] = [];
  const asking: AskById = async (id, ask) => {
    const operation = api.operations.find((row) => row.id === id);
    if (operation === undefined) throw new Error(`there is no operation ${id}`);
    try {
      const answer = await client.send(operation, ask);
      options.onAnswer?.(answer);
      const reason = answer.status === 0 || answer.status === 401 ? stopReason(answer, target) : null;
      if (reason !== null) throw new UserError(reason);
      if (answer.status < 300 && answer.json !== undefined) return answer;
      missing.push(`${id}: ${answer.fault ?? `status ${answer.status}`}`);
    } catch (error) {
      if (!(error instanceof Spent || error instanceof Skip || error instanceof Unreachable)) throw error;
      missing.push(`${id}: ${error.message}`);
    }
    return null;
  };
  const measured = await adapter.measure(asking, options.days);
  const answers = { product: adapter.name, times: watched.times, refusals: watched.refusals };
  return { measured, answers, requests: client.requests(), missing: [...new Set(missing)] };
}

/** A door that remembers how long answers took, and what was refused. */
function watchedDoor(door: Door) {
  const times: number[] = [];
  const refusals = new Map<number, number>();
  const watched: Door = async (url, request) => {
    const elapsed = stopwatch();
    const response = await door(url, request);
    times.push(elapsed());
    if (busy.includes(response.status)) refusals.set(response.status, (refusals.get(response.status) ?? 0) + 1);
    return response;
  };
  return { door: watched, times, refusals };
}
