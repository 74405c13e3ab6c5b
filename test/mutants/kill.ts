/** Runs the contract suite against a mutant, until a check is known that finds it by itself. */
import { runContract, simulatedTarget, startSimulator, type Simulator } from '../../src/index.ts';
import { adapters } from '../../src/contract/products/index.ts';
import { checksOf, rulesOf } from '../../src/contract/table.ts';
import { familyOf } from '../../src/contract/terms/check.ts';
import { edgeOf } from './edge.ts';
import type { Mutant } from './mutant.ts';

const checks = checksOf(adapters);
const rules = rulesOf(adapters);

export interface Fate {
  readonly mutant: Mutant;
  /** False when no answer differed from the simulator's: then it is no mutant. */
  readonly hasBitten: boolean;
  /** The checks that found it, with what they saw; none when it survived. */
  readonly killers: readonly { readonly check: string; readonly operation: string; readonly seen: string }[];
  /** Requests of the run that found it, those that get to know the target included. */
  readonly requests: number;
}

/** Requests that the check which finds a mutant may take, those that get to know the target included. */
export const bound = 300;

/** Requests that looking for that check may take, an operation. */
const screening = 3000;

/** Judges mutants one after another, on one simulator that is put back between them. */
export async function makeGallows(): Promise<{
  readonly fateOf: (mutant: Mutant) => Promise<Fate>;
  readonly close: () => Promise<void>;
}> {
  const simulators = new Map<'documented' | 'live', Simulator>();
  const simulatorFor = async (dialect: 'documented' | 'live'): Promise<Simulator> => {
    const known = simulators.get(dialect) ?? (await startSimulator({ usmDialect: dialect, usmRateLimit: false }));
    simulators.set(dialect, known);
    return known;
  };
  return {
    fateOf: async (mutant) => {
      const dialect = mutant.isLiveDialect === true ? 'live' : 'documented';
      const simulator = await simulatorFor(dialect);
      const ask = (only: (unit: string) => boolean, maxRequests: number): Promise<Asked> =>
        runOnce(simulator, dialect, mutant, only, maxRequests);
      let hasBitten = false;
      for (const operation of mutant.operations) {
        const cleared = new Set<string>();
        for (;;) {
          const seen = await ask((unit) => unit.startsWith(`${operation}/`) && !cleared.has(unit), screening);
          hasBitten ||= seen.hasBitten;
          const { unit } = seen;
          if (unit === null) break;
          const alone = await ask((name) => name === unit, bound);
          if (alone.killers.length > 0)
            return {
              mutant,
              hasBitten: hasBitten || alone.hasBitten,
              killers: alone.killers,
              requests: alone.requests,
            };
          cleared.add(unit);
        }
      }
      return { mutant, hasBitten, killers: [], requests: 0 };
    },
    close: async () => {
      for (const simulator of simulators.values()) await simulator.close();
    },
  };
}

/** Laws first, because they say most of what a mutant is. */
const inOrder = [
  ...checks.filter(({ id }) => familyOf(id) === 'law'),
  ...checks.filter(({ id }) => familyOf(id) !== 'law'),
];

interface Asked extends Pick<Fate, 'hasBitten' | 'killers' | 'requests'> {
  /** Name of the unit in which something was found; null when nothing was. */
  readonly unit: string | null;
}

/** Asks some units of a mutant from a cold start, and stops at the first that finds something. */
async function runOnce(
  simulator: Simulator,
  dialect: 'documented' | 'live',
  mutant: Mutant,
  only: (unit: string) => boolean,
  maxRequests: number,
): Promise<Asked> {
  simulator.reset();
  const edge = await edgeOf(simulator.url, mutant);
  const products = [...new Set(mutant.operations.map((key) => key.split('.')[0] as 'argus' | 'usm'))];
  const target = simulatedTarget({ ...simulator, url: edge.url }, { usmDialect: dialect, products });
  const stop = new AbortController();
  let found: string | null = null;
  const { findings, summary } = await runContract(target, {
    checks: inOrder,
    // Rules are judged by the way; they stop the run as the checks do.
    rules: rules.map((rule) => ({
      ...rule,
      judge: (...exchange) => {
        const faults = rule.judge(...exchange);
        if (faults.some(({ isNotice }) => isNotice !== true)) stop.abort();
        return faults;
      },
    })),
    only,
    maxRequests,
    signal: stop.signal,
    onProgress: ({ verdict, unit }) => {
      if (verdict === 'violated') stop.abort();
      if (stop.signal.aborted) found ??= unit;
    },
  }).finally(edge.close);
  return {
    hasBitten: edge.hasBitten(),
    requests: summary.requests,
    killers: findings
      .filter(({ kind }) => kind === 'violation')
      .map(({ check, operation, seen }) => ({ check, operation, seen })),
    unit: found,
  };
}
