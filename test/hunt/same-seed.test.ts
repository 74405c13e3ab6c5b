/** The same seed comes to the same verdict and the same shrunk schedule, whatever else goes on meanwhile. */
import { expect, test } from 'vitest';
import { hunt, type HuntTerms } from '../../src/index.ts';
import { drawn } from '../support/drawn.ts';
import { poller, type PollerTerms } from './support/functions.ts';

/** Pollers that are convicted early, each of another page or bound, and one that is right. */
const pollers: readonly PollerTerms[] = [
  { savesFirst: true },
  { savesFirst: true, page: 25 },
  { savesFirst: true, cursor: 'startTimestamp' },
  { lookBack: -1, page: 3 },
  {},
];
const seeds = Array.from({ length: 50 }, (_, index) => ({ seed: index + 1, terms: pollers[index % pollers.length] }));

async function told(terms: HuntTerms) {
  const { ended, schedules, unsteady, conviction } = await hunt({ ...terms, schedules: 8 });
  const { schedule, verdict } = conviction?.run ?? {};
  return { ended, schedules, unsteady, schedule, verdict, found: conviction?.number };
}

test.each(drawn('seeds that are hunted twice', seeds, 2))(
  'seed $seed with $terms',
  async ({ seed, terms }) => {
    const first = await told({ client: poller(terms), seed, jobs: 1 });
    expect(first.unsteady).toBe(0);
    expect(await told({ client: poller(terms), seed, jobs: 3 })).toEqual(first);
  },
  600_000,
);
