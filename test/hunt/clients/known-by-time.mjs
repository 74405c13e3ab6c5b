// @ts-check
/** Argus events, known by when and of what they were told. */
import { deliver, load, now, save, updatedSince } from './common.mjs';

const overlap = 60_000;
const keyOf = ({ lastUpdatedTimestamp, attackInfo }) => `${lastUpdatedTimestamp} ${attackInfo.alarmID}`;

const state = load({ since: now, seen: [] });
const seen = new Set(state.seen);
for await (const events of updatedSince(state.since - overlap)) {
  const fresh = new Map(events.map((event) => [keyOf(event), event]));
  await deliver([...fresh].filter(([key]) => !seen.has(key)).map(([, event]) => event));
  for (const event of events) {
    seen.add(keyOf(event));
    state.since = Math.max(state.since, event.lastUpdatedTimestamp);
  }
}
save({ ...state, seen: [...seen] });
