/** Pollers as functions: one that is right, and what makes it wrong. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HuntVisit } from '../../../src/index.ts';

export interface PollerTerms {
  /** What its cursor goes by. */
  readonly cursor?: 'lastUpdatedTimestamp' | 'startTimestamp';
  readonly lookBack?: number;
  /** Saves before it delivers. */
  readonly savesFirst?: boolean;
  readonly page?: number;
  /** Goes on after a page that is not full. */
  readonly trustsPages?: boolean;
}

interface Event {
  readonly id: string;
  readonly startTimestamp: number;
  readonly lastUpdatedTimestamp: number;
}

export const poller =
  ({ cursor = 'lastUpdatedTimestamp', lookBack = 60_000, savesFirst = false, page = 10 }: PollerTerms = {}) =>
  async ({ url, argusKey, sink, state, now, signal }: HuntVisit): Promise<void> => {
    const file = join(state, 'state.json');
    const begun = { since: now, known: [] as readonly string[] };
    const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as typeof begun) : begun;
    const post = async (to: string, body: object): Promise<unknown> => {
      const headers = { 'Content-Type': 'application/json', 'Argus-API-Key': argusKey };
      const answer = await fetch(to, { method: 'POST', headers, body: JSON.stringify(body), signal });
      if (!answer.ok) throw new Error(`${to} answers ${answer.status}`);
      return answer.json().catch(() => null);
    };
    const since = kept.since - lookBack;
    const bound = cursor === 'startTimestamp' ? { startTimestamp: since } : { startTimestamp: 0, [cursor]: since };
    const known = new Set(kept.known);
    const found: Event[] = [];
    let newest = kept.since;
    for (let offset = 0; ;) {
      const asked = { ...bound, sortBy: [cursor], limit: page, offset };
      const { data } = (await post(`${url}/events/v1/aggregated/search`, asked)) as { readonly data: readonly Event[] };
      found.push(...data.filter(({ id }) => !known.has(id)));
      for (const event of data) {
        known.add(event.id);
        newest = Math.max(newest, event[cursor]);
      }
      offset += data.length;
      if (data.length === 0) break;
    }
    const save = (): void => writeFileSync(file, JSON.stringify({ since: newest, known: [...known] }));
    if (savesFirst) save();
    for (const event of found) await post(sink, event);
    if (!savesFirst) save();
  };
