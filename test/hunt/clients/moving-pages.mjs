// @ts-check
/** Walks what Argus has updated, by offsets. */
import { argus, deliver, isLast, load, now, save, unseen } from './common.mjs';

const limit = 20;
const overlap = 60_000;

const state = load({ since: now, seen: {} });
let { since } = state;
for (let offset = 0; ; offset += limit) {
  const page = await argus({
    lastUpdatedTimestamp: state.since - overlap,
    sortBy: ['lastUpdated'],
    limit,
    offset,
  });
  await deliver(unseen(page.data, state.seen));
  for (const event of page.data) since = Math.max(since, event.lastUpdatedTimestamp);
  if (isLast(page, offset, limit)) break;
}
save({ ...state, since });
