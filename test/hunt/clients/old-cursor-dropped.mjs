// @ts-check
/** Polls Argus from the last event on; a checkpoint that is too old is not to be trusted. */
import { deliver, load, now, save, unseen, updatedSince } from './common.mjs';

const overlap = 60_000;
const oldest = 24 * 3_600_000;

const checkpoint = load({ since: now, seen: {} });
const isStale = now - checkpoint.since > oldest;
const begin = isStale ? now : checkpoint.since - overlap;

for await (const events of updatedSince(begin)) {
  await deliver(unseen(events, checkpoint.seen));
  for (const event of events) checkpoint.since = Math.max(checkpoint.since, event.lastUpdatedTimestamp);
}
save(checkpoint);
