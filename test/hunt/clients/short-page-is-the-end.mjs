// @ts-check
/** Argus events by their updates; a page that is not full is the last one. */
import { argus, deliver, load, now, save, unseen } from './common.mjs';

const limit = 25;
const overlap = 60_000;

const state = load({ since: now, seen: {} });
let since = state.since - overlap;
for (let offset = 0; ;) {
  const { data } = await argus({ lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit, offset });
  await deliver(unseen(data, state.seen));
  if (data.length < limit) break;
  const last = data.at(-1).lastUpdatedTimestamp;
  [since, offset] = last > since ? [last, 0] : [since, offset + data.length];
}
save({ ...state, since: now });
