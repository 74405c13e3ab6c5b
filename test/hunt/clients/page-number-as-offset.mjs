// @ts-check
/** Argus events, page by page. */
import { argus, deliver, load, now, save, unseen } from './common.mjs';

const pageSize = 25;
const overlap = 60_000;

const state = load({ since: now, seen: {} });
const since = state.since - overlap;
for (let page = 0, isMore = true; isMore; page++) {
  const { data, count } = await argus({
    lastUpdatedTimestamp: since,
    sortBy: ['lastUpdated'],
    limit: pageSize,
    offset: page,
  });
  await deliver(unseen(data, state.seen));
  for (const event of data) state.since = Math.max(state.since, event.lastUpdatedTimestamp);
  isMore = count < 0 ? data.length === pageSize : (page + 1) * pageSize < count;
}
save(state);
