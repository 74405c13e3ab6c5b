/** Finds requests that succeed; the contract suite, which knows how to, is loaded when the first is asked for. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FindExamples } from '../http/docs-found.ts';

interface Whole {
  readonly examples: () => Promise<{ readonly findExamples: FindExamples }>;
}

export const findExamplesLate: FindExamples = async (asked) => {
  // Built, a server alone is a file without the suite, which is in the file of the library beside it.
  const built = fileURLToPath(new URL('./index.cjs', import.meta.url));
  const { findExamples } = existsSync(built)
    ? await (createRequire(import.meta.url)(built) as Whole).examples()
    : await import('../contract/examples.ts');
  return findExamples(asked);
};
