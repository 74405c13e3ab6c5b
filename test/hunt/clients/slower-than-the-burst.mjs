// @ts-check
/** Fetches incidents as a scheduled integration does: up to `maxFetch` of what was updated since the last fetch. */
import { argus, deliver, load, now, save, unseen } from './common.mjs';

const maxFetch = 50;
const overlap = 60_000;

async function fetchIncidents(lastRun) {
  const { data } = await argus({
    lastUpdatedTimestamp: lastRun.lastFetch - overlap,
    sortBy: ['lastUpdated'],
    limit: maxFetch,
  });
  return unseen(data, lastRun.seen);
}

const lastRun = load({ lastFetch: now, seen: {} });
const incidents = await fetchIncidents(lastRun);
await deliver(incidents);
save({ ...lastRun, lastFetch: now });
