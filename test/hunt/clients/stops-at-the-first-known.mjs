// @ts-check
/** The newest events of Argus, read downwards until one comes that is known: all below it was had before. */
import { argus, deliver, load, now, save } from './common.mjs';

const limit = 50;
const criteria = { timeFieldStrategy: ['lastUpdated'], type: ['aggregated'], sortBy: ['-lastUpdatedTimestamp'], limit };

const state = load({ began: now, seen: {} });
const fresh = new Map();
for (let offset = 0, isKnown = false; !isKnown;) {
  const page = await argus({ ...criteria, startTimestamp: state.began, offset }, '/events/v2/event/search');
  for (const event of page.data) {
    isKnown ||= state.seen[event.id] === event.timestamps.lastUpdated;
    if (!isKnown) fresh.set(event.id, event);
  }
  offset += page.data.length || limit;
  if (page.count < 0 ? page.data.length === 0 : offset >= page.count) break;
}
await deliver([...fresh.values()].reverse());
for (const [id, { timestamps }] of fresh) state.seen[id] = timestamps.lastUpdated;
save(state);
