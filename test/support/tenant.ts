/** A tenant of USM Anywhere in a World that is lived through: its lists in full, without a network. */
import type { Call, Outcome } from '../../src/http/endpoint.ts';
import { handlersOf, type Product } from '../../src/http/product.ts';
import { finished, isSliced } from '../../src/kernel/slices.ts';
import { makeUsm } from '../../src/products/usm/product.ts';
import { tenantOf as scenarioTenant, type ApiClient, type DialectName } from '../../src/products/usm/records/tenant.ts';
import type { Lived } from './living.ts';

/** A record as a list tells it. */
export interface Told {
  readonly id: string;
  readonly json: any;
}

/** What an answer of JSON says, whether it is there at once or told piece by piece. */
function textOf(outcome: Outcome): string {
  if (outcome.kind === 'one') return Buffer.from(outcome.json).toString();
  if (outcome.kind !== 'fragments') throw new Error(`no JSON: ${outcome.kind}`);
  let text = '';
  for (const piece of outcome.fragments()) if (typeof piece !== 'number') text += Buffer.from(piece).toString();
  return text;
}

/** The tenant of a simulation, asked as its clients ask; a list ends after `most` records. */
export function tenantOf(at: Lived, dialect: DialectName, most = Infinity) {
  const handlers = handlersOf(makeUsm(at, { dialect }) as Product);
  const ask = (id: string, params: Record<string, string>, query: Record<string, string>): string => {
    const request = { headers: { host: 'tenant.test' }, method: 'GET', path: `/${id}`, search: '', source: '' };
    const principal = scenarioTenant(at.world).clients[0] as ApiClient;
    const call: Call<ApiClient> = { params, query, body: null, text: '', principal, request };
    const given = handlers.get(id)?.(call);
    return textOf((isSliced(given) ? finished(given) : given) as Outcome);
  };
  const list = (id: string, query: Record<string, string> = {}): readonly Told[] => {
    const all: Told[] = [];
    for (let page = 0; ; page++) {
      const { _embedded: embedded } = JSON.parse(ask(id, {}, { size: '2000', ...query, page: String(page) }));
      const items = (Object.values(embedded ?? {})[0] ?? []) as any[];
      all.push(...items.map((json) => ({ id: json.id ?? json.uuid, json })));
      if (items.length < 2000 || all.length >= most) return all;
    }
  };
  return {
    alarms: (query?: Record<string, string>) => list('getUsmAlarms', query),
    events: (query?: Record<string, string>) => list('getUsmEvents', query),
    alarm: (alarmId: string) => JSON.parse(ask('getUsmAlarm', { alarmId }, {})),
    event: (eventId: string) => JSON.parse(ask('getUsmEvent', { eventId }, {})),
    text: () => ask('getUsmAlarms', {}, { size: '2000' }) + ask('getUsmEvents', {}, { size: '2000' }),
  };
}

/** When a record happened, was received, arrived and was stored. */
export const timesOf = (record: any): readonly number[] =>
  ['occured', 'received', 'arrived', 'to_storage'].map((name) =>
    Number(record[`timestamp_${name}`] ?? record.timestamp_occurred),
  );
