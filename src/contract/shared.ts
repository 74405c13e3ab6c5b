/** What a run is told, and what all of its units share. */
import { isLoopback } from '../kernel/net.ts';
import { adapters } from './products/index.ts';
import { complete } from './checks/rules/complete.ts';
import { makeClient } from './client.ts';
import { clockRunsOf } from './clock-runs.ts';
import { ask, type Shared } from './context.ts';
import { makeFindings } from './findings.ts';
import { makeHealthCheck, type HealthCheck } from './health-check.ts';
import { makeKeeper, putBack, type Keeper, type OriginalsFile } from './originals.ts';
import { makePace, type Pace } from './pace.ts';
import type { Report } from './report/report.ts';
import { makeMemo, makeSample } from './sample/make.ts';
import { rulesOf } from './table.ts';
import type { Rule } from './terms/check.ts';
import type { Answer, Ask } from './terms/exchange.ts';
import type { UnitResult } from './terms/finding.ts';
import { apisOf, type Operation } from './terms/operation.ts';
import { makeSecrets } from './terms/secrets.ts';
import type { Target } from './terms/target.ts';
import type { Door } from './transport.ts';
import { tried, type Tried } from './tried.ts';
import type { UnitOptions } from './units.ts';

export interface RunOptions extends UnitOptions {
  /** Same seed, same requests in the same order; `1` when left out. */
  readonly seed?: string;
  /** Requests a second; 2 for a live target and no bound for a simulator when left out. */
  readonly rps?: number;
  /** 20,000 when left out. */
  readonly maxRequests?: number;
  /** Seconds that the run may take; no bound when left out. */
  readonly seconds?: number;
  /** Milliseconds that one exchange may take; 30,000 when left out. */
  readonly timeoutMs?: number;
  /** Seconds for which a write is looked for that is not seen at once; 10 for a live target and none for a simulator when left out. */
  readonly settleSeconds?: number;
  /** Ends the run; what was found so far is reported. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: UnitResult, at: number, of: number) => void;
  /** What an earlier run that was broken off had found; its units are not asked again. */
  readonly resume?: Pick<Report, 'results' | 'findings'>;
  /** Where what was written to a live target is kept until it is put back; in memory alone when left out. */
  readonly originals?: OriginalsFile;
  /** The command that asks this target in this way; what is printed to ask a finding again begins with it. */
  readonly command?: string;
  /** True to take the values of the target out of all that is said of it. */
  readonly redact?: boolean;
  /** Sends requests, in place of fetch: through a proxy, or trusting more certificates. */
  readonly door?: Door;
}

export const defaults = { seed: '1', maxRequests: 20_000, timeoutMs: 30_000 };
export type Settled = RunOptions & typeof defaults;

/** Requests a second, unless it is said: politeness is for who shares a target with others, and a server of this machine is nobody else's. */
const [ofTenants, ofThisMachine] = [2, 200];

/** How many requests a second a target is asked when nobody says; null for as fast as it goes. */
export function usualRate({ isLive, url }: Target): number | null {
  if (!isLive) return null;
  return isLoopback(new URL(url).hostname) ? ofThisMachine : ofTenants;
}

export const paceOf = (target: Target, { rps, maxRequests, seconds, signal }: Settled): Pace =>
  makePace({
    rps: rps ?? usualRate(target),
    maxRequests,
    seconds: seconds ?? null,
    ...(signal && { signal }),
  });

/** Tries the credentials of a live target that are not asked with most of the time. */
export function triedOf(target: Target, { products = adapters, timeoutMs, door }: Settled, pace: Pace): Promise<Tried> {
  if (!target.isLive) return Promise.resolve({ target, refused: [] });
  const limits = { timeoutMs, ...(door && { door }) };
  return tried(target, apisOf(target, products), { pace, secrets: makeSecrets(target, products), limits });
}

/** Who sees that the target is there, and that it is left as it was. */
export interface Watched {
  readonly healthCheck: HealthCheck;
  readonly keeper: Keeper;
}

/** Puts together what all units of a run share. */
export function sharedOf(target: Target, options: Settled, pace: Pace, judged: Shared['judged']): Shared & Watched {
  const { products = adapters } = options;
  const secrets = makeSecrets(target, products);
  const { memo, forget, forgetLists } = makeMemo();
  const apis = apisOf(target, products);
  const { resume, redact, command } = options;
  const findings = makeFindings(secrets, {
    ...(resume && { earlier: resume.findings }),
    ...(command !== undefined && { command }),
    ...(redact === true && { redacted: target.url }),
  });
  const { timeoutMs, signal } = options;
  const left = options.originals?.left.map(({ id }) => id) ?? [];
  const writes = target.writes === 'all' ? target.writes : [...target.writes, ...left];
  const { door } = options;
  const limits = { timeoutMs, ...(signal && { signal }), ...(door && { door }) };
  const client = makeClient(target, pace, secrets, limits);
  const rules: readonly Rule[] = options.rules ?? rulesOf(products);
  const askFor = (operation: Operation, asked: Ask): Promise<Answer> => ask(shared, operation, asked);
  const healthCheck = makeHealthCheck(
    client,
    target,
    apis.filter(({ name }) => target.products.includes(name)),
    (answer, fault, kind) =>
      findings.add({ check: complete, operation: answer.operation, kind, fault, answer, input: null }),
  );
  const owed = makeClient({ ...target, writes }, pace, secrets, limits);
  const keeper = makeKeeper(target, apis, { client: healthCheck, owed }, options.originals, (operation, fault) =>
    findings.add({ check: putBack, operation, kind: 'notice', fault, answer: null, input: null }),
  );
  const shared: Shared & Watched = {
    target,
    apis,
    seed: options.seed,
    client: keeper,
    healthCheck,
    keeper,
    secrets,
    findings,
    memo,
    forget,
    forgetLists,
    clockRuns: clockRunsOf(target, apis, client),
    sample: makeSample(apis, askFor, memo, target.writes === 'all'),
    rules,
    judged,
    // A tenant pays for every request; a simulator does not.
    shrinkTries: target.isLive ? 8 : 40,
    settleSeconds: options.settleSeconds ?? (target.isLive ? 10 : 0),
    isBrief: options.profile === 'quick',
  };
  return shared;
}
