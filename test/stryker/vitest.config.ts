/** The tests that mutants of the source are judged by: those of the rooms that are mutated and their laws, the quick ones first. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { paceFile } from './rooms.ts';

/** The first test that fails ends a run, so what takes long comes last. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const paces = existsSync(paceFile) ? (JSON.parse(readFileSync(paceFile, 'utf8')) as Record<string, number>) : {};
    const paceOf = ({ moduleId }: TestSpecification): number => paces[relative(process.cwd(), moduleId)] ?? 0;
    return files.toSorted((one, other) => paceOf(one) - paceOf(other));
  }
}

export default defineConfig({
  test: {
    include: ['test/{corpus,state,laws,products}/**/*.test.ts'],
    setupFiles: ['test/support/declared.ts'],
    sequence: { sequencer: QuickFirst },
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
