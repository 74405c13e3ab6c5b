// @ts-check
/** A mirror of Argus: hands on each version of each event, in order, and saves with each page how far it is. */
import { deliver, load, now, save, unseen, updatedSince } from './common.mjs';

const overlap = 60_000;

const state = load({ since: now, seen: {} });
const begin = state.since - overlap;
for await (const events of updatedSince(begin, 50)) {
  const seen = { ...state.seen };
  const versions = unseen(events, seen).map((event) => ({ ...event, mirroredFrom: 'argus' }));
  await deliver(versions);
  state.seen = seen;
  for (const event of events) state.since = Math.max(state.since, event.lastUpdatedTimestamp);
  save(state);
}
