// @ts-check
/** Lists alarms of USM Anywhere, and hands on each with its details. */
import { Refused, askUsm, deliver, load, now, save, usm } from './common.mjs';

const lookBack = 3_600_000;

async function detailsOf({ uuid }) {
  try {
    return await askUsm(`${usm}/alarms/${uuid}`);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

const state = load({ since: now, seen: [] });
const seen = new Set(state.seen);
let next = `${usm}/alarms?timestamp_occured_gte=${state.since - lookBack}&size=50&sort=timestamp_occured,asc`;
while (next) {
  const answer = await askUsm(next);
  for (const alarm of answer._embedded?.alarms ?? []) {
    if (seen.has(alarm.uuid)) continue;
    const details = await detailsOf(alarm);
    if (details !== null) await deliver([details]);
    seen.add(alarm.uuid);
  }
  next = answer._links.next?.href;
}
save({ since: now, seen: [...seen] });
