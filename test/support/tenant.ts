/** A tenant of USM Anywhere in a World that is lived through: its lists in full, without a network. */
import type { Call, Outcome } from '../../src/http/endpoint.ts';
import { handlersOf, type Product } from '../../src/http/product.ts';
import { makeUsm } from '../../src/products/usm/product.ts';
import { tenantOf as scenarioTenant, type ApiClient, type DialectName } from '../../src/products/usm/records/tenant.ts';
import type { Lived } from './living.ts';

/** A record as a list tells it. */
export interface Told {
  readonly id: string;
  readonly text: string;
  readonly json: any;
}

/** The tenant of a simulation, asked as its clients ask; a list ends after `most` records. */
export function tenantOf(at: Lived, dialect: DialectName, most = Infinity) {
  const handlers = handlersOf(makeUsm(at, { dialect }) as Product);
  const ask = (id: string, params: Record<string, string>, query: Record<string, string>): string => {
    const request = { headers: { host: 'tenant.test' }, method: 'GET', path: `/${id}`, search: '', source: '' };
    const principal = scenarioTenant(at.world).clients[0] as ApiClient;
    const call: Call<ApiClient> = { params, query, body: null, text: '', principal, request };
    const outcome = handlers.get(id)?.(call) as Extract<Outcome, { kind: 'one' }>;
    return Buffer.from(outcome.json as Uint8Array).toString();
  };
  const list = (id: string, query: Record<string, string> = {}): readonly Told[] => {
    const all: Told[] = [];
    for (let page = 0; ; page++) {
      const { _embedded: embedded } = JSON.parse(ask(id, {}, { size: '2000', ...query, page: String(page) }));
      const items = (Object.values(embedded ?? {})[0] ?? []) as any[];
      all.push(...items.map((json) => ({ id: json.id ?? json.uuid, text: JSON.stringify(json), json })));
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
