// @ts-check
/** Argus events to a webhook. */
import { load, now, save, unseen, updatedSince } from './common.mjs';

const webhook = process.env.HUNT_SINK ?? '';
const overlap = 60_000;

const send = (events) =>
  fetch(webhook, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(events),
  });

const state = load({ since: now, seen: {} });
for await (const events of updatedSince(state.since - overlap)) {
  const fresh = unseen(events, state.seen);
  if (fresh.length > 0) await send(fresh);
  for (const event of events) state.since = Math.max(state.since, event.lastUpdatedTimestamp);
}
save(state);
