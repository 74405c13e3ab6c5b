/** The suite as tests of somebody's test runner: one test an operation and check, from one run. */
import { findingLines } from './report/text.ts';
import type { Report } from './report/report.ts';
import { runContract, type RunOptions } from './run.ts';
import type { Target } from './terms/target.ts';
import { unitsOf } from './units.ts';

/** The parts of Vitest that are needed, handed over so that it is nobody's dependency; Jest's and Mocha's will do as well. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: (context: { readonly skip?: (note?: string) => unknown }) => void) => unknown;
  readonly beforeAll: (body: () => Promise<void>, timeoutMs?: number) => unknown;
}

export interface TestOptions extends RunOptions {
  /** True where departures from what is only assumed fail as well. */
  readonly failsOnAssumed?: boolean;
  /** Called with the report, before the first test looks into it. */
  readonly onReport?: (report: Report) => void;
}

/** What the run as a whole may take; a live target at two requests a second takes longer than a test usually may. */
const longestMs = 3_600_000;

/** Declares the tests; call it where `describe` may be called. The suite runs once, before the first of them. */
export function contractTests(
  { describe, test, beforeAll }: TestRunner,
  target: Target,
  options: TestOptions = {},
): void {
  const made: { report?: Report } = {};
  const units = unitsOf(target, options);
  beforeAll(async () => {
    made.report = await runContract(target, options);
    options.onReport?.(made.report);
  }, longestMs);
  const operations = new Set(units.map(({ operation }) => operation));
  for (const operation of operations) {
    describe(`${operation.key} ${operation.method} ${operation.path}`, () => {
      for (const { name, check } of units.filter((unit) => unit.operation === operation)) {
        test(`${check.id}: ${check.asks}`, ({ skip }) => {
          const result = made.report?.results.find(({ unit }) => unit === name);
          if (result === undefined) throw new Error('the suite did not run');
          const faults = faultsOf(made.report, name, options.failsOnAssumed === true);
          if (faults !== '') throw new Error(faults);
          if (result.verdict === 'skipped') skip?.(result.reason ?? '');
          if (result.verdict === 'undecided') skip?.(`not decided: ${result.reason ?? ''}`);
        });
      }
    });
  }
}

const faultsOf = (report: Report | undefined, unit: string, isStrict: boolean): string =>
  (report?.findings ?? [])
    .filter(({ kind, operation, check }) => kind === 'violation' && `${operation}/${check}` === unit)
    .filter(({ evidence }) => isStrict || evidence !== 'assumed')
    .flatMap(findingLines)
    .join('\n');
