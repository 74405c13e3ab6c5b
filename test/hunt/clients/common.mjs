// @ts-check
/** What the connectors of a platform share: HTTP with retries, tokens, pages of Argus, a saved state, delivery. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const env = /** @type {Record<string, string>} */ (process.env);
export const now = Date.parse(env.HUNT_NOW);
export const usm = `${env.HUNT_URL}/api/2.0`;
const stateFile = `${env.HUNT_STATE}/state.json`;
const tries = 9;
const mayPass = [402, 429, 500, 502, 503, 504];

export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/**
 * A JSON answer; what may pass is tried again.
 * @param {string} url
 * @param {{ body?: object, headers?: Record<string, string>, tries?: number }} [options]
 */
export async function http(url, { body, headers, tries: left = tries } = {}) {
  const sent = body && { method: 'POST', body: JSON.stringify(body) };
  for (; ; await pause(20)) {
    left--;
    try {
      const answer = await fetch(url, {
        ...sent,
        headers: { 'Content-Type': 'application/json', ...headers },
        signal: AbortSignal.timeout(30_000),
      });
      const text = await answer.text();
      if (answer.ok) return JSON.parse(text || 'null');
      if (left <= 0 || !mayPass.includes(answer.status)) throw new Refused(answer.status);
    } catch (error) {
      if (error instanceof Refused || left <= 0) throw error;
    }
  }
}

/**
 * Searches Argus; a refused key is tried once more.
 * @param {object} criteria
 * @param {string} [path]
 */
export async function argus(criteria, path = '/events/v1/aggregated/search') {
  const asked = { headers: { 'Argus-API-Key': env.HUNT_ARGUS_KEY }, body: { startTimestamp: 0, ...criteria } };
  return http(env.HUNT_URL + path, asked).catch((error) => {
    if (error.status !== 401) throw error;
    return http(env.HUNT_URL + path, asked);
  });
}

/** Counting may have timed out, and then says -1. */
export const isLast = ({ count, data }, offset, limit) =>
  count < 0 ? data.length < limit : offset + data.length >= count;

/** Pages of what Argus has updated since, in order; from the last one on, so that nothing moves out of sight. */
export async function* updatedSince(since, limit = 100) {
  for (let offset = 0, empty = 0; ;) {
    const page = await argus({ lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit, offset });
    yield page.data;
    if (isLast(page, offset, limit)) return;
    empty = page.data.length > 0 ? 0 : empty + 1;
    if (empty > tries) throw new Refused(200);
    const last = Math.max(since, ...page.data.map((event) => event.lastUpdatedTimestamp));
    offset = last > since ? 0 : offset + page.data.length;
    since = last;
  }
}

const askToken = async () => {
  const basic = Buffer.from(`${env.HUNT_USM_CLIENT_ID}:${env.HUNT_USM_CLIENT_SECRET}`).toString('base64');
  const headers = { Authorization: `Basic ${basic}` };
  const answer = await http(`${usm}/oauth/token?grant_type=client_credentials`, { body: {}, headers });
  return /** @type {string} */ (answer.access_token);
};

let token = '';
/** Asks USM Anywhere; with a new token, once, where the old one is refused. */
export async function askUsm(url) {
  token ||= await askToken();
  return http(url, { headers: { Authorization: `Bearer ${token}` } }).catch(async (error) => {
    if (error.status !== 401) throw error;
    token = await askToken();
    return http(url, { headers: { Authorization: `Bearer ${token}` } });
  });
}

export const load = (initial) => (existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : initial);

/** Written beside and put in place, so that there is never half of it. */
export function save(state) {
  writeFileSync(`${stateFile}.new`, JSON.stringify(state));
  renameSync(`${stateFile}.new`, stateFile);
}

export async function deliver(records) {
  if (records.length > 0) await http(env.HUNT_SINK, { body: records });
}

/** Those that are new or updated since; remembers them. */
export function unseen(events, seen) {
  const fresh = events.filter(({ id, lastUpdatedTimestamp }) => seen[id] !== lastUpdatedTimestamp);
  for (const { id, lastUpdatedTimestamp } of events) seen[id] = lastUpdatedTimestamp;
  return fresh;
}
