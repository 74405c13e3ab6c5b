// @ts-check
/** Runs until it is ended, and polls Argus every few moments. */
import { setTimeout as pause } from 'node:timers/promises';
import { deliver, load, now, save, unseen, updatedSince } from './common.mjs';

const overlap = 60_000;
const between = Number(process.env.HUNT_PAUSE ?? 100);

async function poll(state) {
  for await (const events of updatedSince(state.since - overlap)) {
    const seen = { ...state.seen };
    await deliver(unseen(events, seen));
    state.seen = seen;
    for (const event of events) state.since = Math.max(state.since, event.lastUpdatedTimestamp);
  }
  save(state);
}

const end = new AbortController();
process.once('SIGTERM', () => end.abort());
save(load({ since: now, seen: {} }));
while (!end.signal.aborted) {
  // What failed changed nothing: it is done again from what was saved.
  await poll(load({ since: now, seen: {} })).catch((error) => console.error(String(error)));
  await pause(between);
}
