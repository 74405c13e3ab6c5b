// @ts-check
/** Argus through the unified search: by when events were stored, a minute again, known by id and version. */
import { argus, deliver, isLast, load, now, save } from './common.mjs';

const limit = 100;
const overlap = 60_000;
const criteria = { timeFieldStrategy: ['lastUpdated'], type: ['aggregated'], sortBy: ['lastUpdatedTimestamp'], limit };

const state = load({ since: now, seen: {} });
let from = state.since - overlap;
for (let offset = 0, empty = 0; ;) {
  const page = await argus({ ...criteria, startTimestamp: from, offset }, '/events/v2/event/search');
  const updated = ({ timestamps }) => timestamps.lastUpdated;
  await deliver(page.data.filter((event) => state.seen[event.id] !== updated(event)));
  for (const event of page.data) state.seen[event.id] = updated(event);
  const last = Math.max(from, ...page.data.map(updated));
  state.since = Math.max(state.since, last);
  if (isLast(page, offset, limit)) break;
  empty = page.data.length > 0 ? 0 : empty + 1;
  if (empty > 9) throw new Error('events were counted, and none came');
  [from, offset] = last > from ? [last, 0] : [from, offset + page.data.length];
}
save(state);
