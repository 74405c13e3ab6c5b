/** Every command that the README and the pages of `docs/` print is run, and prints what they say. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { pageFiles } from './pages.ts';
import { Walk } from './walk.ts';

describe.each(pageFiles.map((file) => ({ file, walk: new Walk(file) })).filter(({ walk }) => walk.blocks.length > 0))(
  '$file says what is so',
  ({ walk }) => {
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
  },
);
