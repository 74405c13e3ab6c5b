/** Every command that the README prints is run, and prints what it says; those of `docs/` by a sample of its pages. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { drawn } from '../support/drawn.ts';
import { pageFiles } from './pages.ts';
import { Walk } from './walk.ts';

const [readme, ...docs] = pageFiles.filter((file) => new Walk(file).blocks.length > 0);
const pages = [readme ?? '', ...drawn('pages of docs/', docs, 9)];

describe.each(pages.map((file) => ({ file, walk: new Walk(file) })))('$file says what is so', ({ walk }) => {
  beforeAll(() => walk.begin());
  afterAll(() => walk.end());

  test.for(walk.blocks.map((block) => ({ block, name: `line ${block.line}: ${block.lines[0]}` })))(
    '$name',
    async ({ block }, { skip }) => {
      const missing = walk.missing(block);
      // With CI set, a missing program is a failure and not a skipped test.
      if (process.env['CI'] === undefined) skip(missing.length > 0, `needs ${missing.join(', ')}`);
      await walk.take(block);
    },
  );
});
