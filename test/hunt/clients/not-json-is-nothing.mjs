// @ts-check
/** Polls Argus; an answer that cannot be read has nothing in it. */
import { deliver, load, now, save, unseen } from './common.mjs';

const { HUNT_URL, HUNT_ARGUS_KEY } = process.env;
const limit = 100;
const overlap = 60_000;

/** @returns {Promise<{ count: number, data: any[] }>} */
async function page(since, offset) {
  for (let tries = 0; tries < 9; tries++) {
    const answer = await fetch(`${HUNT_URL}/events/v1/aggregated/search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Argus-API-Key': HUNT_ARGUS_KEY ?? '' },
      body: JSON.stringify({
        startTimestamp: 0,
        lastUpdatedTimestamp: since,
        sortBy: ['lastUpdated'],
        limit,
        offset,
      }),
    }).catch(() => null);
    if (answer === null || [401, 402, 429, 500, 503].includes(answer.status)) continue;
    return answer.json().catch(() => ({ count: 0, data: [] }));
  }
  throw new Error('Argus does not answer');
}

const state = load({ since: now, seen: {} });
const since = state.since - overlap;
for (let offset = 0; ; offset += limit) {
  const { count, data } = await page(since, offset);
  await deliver(unseen(data ?? [], state.seen));
  if (count < 0 ? data.length < limit : offset + limit >= count) break;
}
save({ ...state, since: now });
