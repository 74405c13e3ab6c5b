import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where `.ci/run` wants the results as JSON, besides what is printed. */
const report = process.env['TEST_REPORT'];

/** They take minutes: begun last, one of them would run alone in the end. */
const longest = ['docs/pages', 'hunt/clients', 'contract/suite', 'console/access', 'mutants/operators', 'cli/hunt'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      longest.some((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Every answer of every test is held against the served document.
    setupFiles: ['test/support/declared.ts', 'test/support/seeded.ts'],
    sequence: { sequencer: LongestFirst },
    // One core is left idle by default, which is half of a machine with two.
    maxWorkers: '100%',
    // Loading the sources anew for each file takes as long as half of the tests; nothing in them may depend on what came before.
    isolate: false,
    // A machine under load takes ten times as long as an idle one.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // What failed is told in CI, which prints no more than the message.
    chaiConfig: { truncateThreshold: 400 },
    // What is waited for comes in its time; the default is a second.
    expect: { poll: { timeout: 120_000 } },
    ...(report !== undefined && { reporters: ['default', 'json'], outputFile: { json: report } }),
  },
});
