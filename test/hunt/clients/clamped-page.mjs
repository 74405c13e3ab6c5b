// @ts-check
/** Argus events in large pages, each as far behind the one before as it was asked to be long. */
import { argus, deliver, load, now, save, unseen } from './common.mjs';

const limit = 200;
const overlap = 60_000;

const state = load({ since: now, seen: {} });
const begin = state.since - overlap;
for (let offset = 0, isMore = true; isMore; offset += limit) {
  const { data, count } = await argus({
    lastUpdatedTimestamp: begin,
    sortBy: ['lastUpdated'],
    limit,
    offset,
  });
  await deliver(unseen(data, state.seen));
  isMore = count < 0 ? data.length === limit : offset + limit < count;
}
save({ ...state, since: now });
