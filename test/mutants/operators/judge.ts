/** Judges a derived mutant: found when a check of a family that should find it says so, at the mutated operation or one that shows the same thing. */
import { runContract, simulatedTarget } from '../../../src/index.ts';
import { adapters } from '../../../src/contract/products/index.ts';
import { checksOf, rulesOf } from '../../../src/contract/table.ts';
import { familyOf } from '../../../src/contract/terms/check.ts';
import { differenceOf } from '../stranger/differs.ts';
import { edgeOf } from '../edge.ts';
import { doors, isNear } from './doors.ts';
import type { DerivedMutant } from './operator.ts';
import { makeStable, scenarios, surroundingsOf, type Scenario } from './targets.ts';

const checks = checksOf(adapters);
const rules = rulesOf(adapters);

/** What became of a derived mutant. */
export interface Judgement {
  readonly name: string;
  /** The check that found it, on which operation and scenario, and what it saw; null when it survived. */
  readonly finder: {
    readonly check: string;
    readonly operation: string;
    readonly on: string;
    readonly seen: string;
  } | null;
  /** False when no answer differed from the simulator's. */
  readonly hasBitten: boolean;
  readonly requests: number;
  readonly seconds: number;
}

export interface Judge {
  readonly judge: (mutant: DerivedMutant, on?: readonly Scenario[]) => Promise<Judgement>;
  /** Whether a stranger to the suite sees no difference either; asked of survivors alone. */
  readonly isEquivalent: (judgement: Judgement, mutant: DerivedMutant) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Requests that looking for a mutant may take, a scenario. */
const most = 3000;

/** As the whole suite asks, or as the profile `quick` does: in one run of all operations, on the first scenario alone. */
export type JudgedProfile = 'full' | 'quick';

export function makeJudge(profile: JudgedProfile = 'full'): Judge {
  const stable = makeStable();

  /** Asks the units of some operations, until something is found that counts. */
  async function ask(
    mutant: DerivedMutant,
    scenario: Scenario,
    keys: ReadonlySet<string>,
  ): Promise<Omit<Judgement, 'name' | 'seconds'>> {
    const dialect = dialectOf(mutant);
    const simulator = await stable.simulatorFor(scenario, dialect);
    const edge = await edgeOf(simulator.url, mutant, surroundingsOf(simulator));
    const target = simulatedTarget(
      { ...simulator, url: edge.url },
      { usmDialect: dialect, ...(profile === 'full' && { products: [mutant.door.product] }) },
    );
    const counts = (id: string): boolean => mutant.operator.foundBy.some((one) => `${id}/`.startsWith(`${one}/`));
    const stop = new AbortController();
    const { findings, summary } = await runContract(target, {
      // Rules are asked of all answers, whichever check wanted them.
      ...(profile === 'full' && {
        checks: checks.filter(({ id }) => counts(id) || counts('schema/')).toSorted(lawsFirst),
        only: (unit) => keys.has(unit.slice(0, unit.indexOf('/'))),
        maxRequests: most,
      }),
      profile,
      rules: rules
        .filter(({ id }) => counts(id))
        .map((rule) => ({
          ...rule,
          judge: (answer, operation, ...rest) => {
            const faults = rule.judge(answer, operation, ...rest);
            if (keys.has(operation.key) && faults.some(({ isNotice }) => isNotice !== true)) stop.abort();
            return faults;
          },
        })),
      signal: stop.signal,
      onProgress: ({ verdict, check, operation }) => {
        if (verdict === 'violated' && counts(check) && keys.has(operation)) stop.abort();
      },
    }).finally(edge.close);
    const finding = findings.find((one) => one.kind === 'violation' && counts(one.check) && keys.has(one.operation));
    return {
      hasBitten: edge.hasBitten(),
      requests: summary.requests,
      finder:
        finding === undefined
          ? null
          : { check: finding.check, operation: finding.operation, on: scenario, seen: finding.seen },
    };
  }

  return {
    judge: async (mutant, on = scenariosFor(mutant).slice(0, profile === 'full' ? scenarios.length : 1)) => {
      const began = performance.now();
      const all = { hasBitten: false, requests: 0 };
      const own = new Set([mutant.door.key]);
      const near = new Set(
        doors.filter((door) => door.key !== mutant.door.key && isNear(door, mutant.door)).map(({ key }) => key),
      );
      const asked = profile === 'full' ? [own, near] : [new Set([...own, ...near])];
      for (const scenario of on)
        for (const keys of asked) {
          if (keys.size === 0) continue;
          const seen = await ask(mutant, scenario, keys);
          all.hasBitten ||= seen.hasBitten;
          all.requests += seen.requests;
          if (seen.finder !== null) return { ...all, name: mutant.name, finder: seen.finder, seconds: since(began) };
        }
      return { ...all, name: mutant.name, finder: null, seconds: since(began) };
    },
    isEquivalent: async ({ finder, hasBitten }, mutant) => {
      if (finder !== null || hasBitten) return false;
      for (const scenario of scenariosFor(mutant)) {
        const simulator = await stable.simulatorFor(scenario, dialectOf(mutant));
        const around = surroundingsOf(simulator);
        if ((await differenceOf(simulator, mutant, mutant.door.id, around)) !== null) return false;
      }
      return true;
    },
    close: stable.close,
  };
}

/** The largest scenario says nothing more of doors at which little is. */
const scenariosFor = ({ door }: DerivedMutant): readonly Scenario[] =>
  scenarios.filter((scenario) => scenario !== 'paging-traps' || door.total > 10_000);

const dialectOf = ({ isLiveDialect }: DerivedMutant) => (isLiveDialect === true ? 'live' : 'documented');

const since = (began: number): number => Math.round((performance.now() - began) / 100) / 10;

/** Laws say most of what a mutant is. */
const lawsFirst = (
  one: { readonly id: `${'law' | 'schema' | 'access' | 'requests'}/${string}` },
  other: typeof one,
): number => Number(familyOf(one.id) !== 'law') - Number(familyOf(other.id) !== 'law');
