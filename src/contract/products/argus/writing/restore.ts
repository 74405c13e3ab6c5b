/** Puts an event back as it was, as far as the vendor's interface allows; says what cannot be put back. */
import { endpointsOf } from '../../../../http/endpoint.ts';
import { argusTable } from '../../../../products/argus/rows.ts';
import type { Json } from '../../../../kernel/schema.ts';
import type { Writable } from '../../../terms/adapter.ts';
import { listOf, member, type Ask } from '../../../terms/exchange.ts';
import { at } from '../../../lists/item.ts';
import { eventIdOf, eventParams, eventsOf } from '../model/event-id.ts';
import { argusSample } from '../sample/sample.ts';

/** Flags that an assessment can set and clear. */
const settable = endpointsOf(argusTable.rows).find(({ id }) => id === 'assessEvent')?.settable ?? [];

interface RestorePoint {
  readonly flags: readonly string[];
  readonly severity: Json;
  readonly cases: readonly Json[];
}

const restorePointOf = (event: Json | undefined): RestorePoint => ({
  flags: listOf(member(event, 'flags')).map(String),
  severity: member(event, 'severity') ?? null,
  cases: listOf(member(event, 'associatedCases')).flatMap((item) => member(item, 'id') ?? []),
});

const without = <T>(all: readonly T[], some: readonly T[]): readonly T[] => all.filter((one) => !some.includes(one));

/** The assessment that leads from one standing to another; null when there is none to make. */
export function wayBack(from: RestorePoint, to: RestorePoint): { readonly [name: string]: Json } | null {
  const flags = (restorePoint: RestorePoint): readonly string[] =>
    restorePoint.flags.filter((flag) => settable.includes(flag));
  const lists: Readonly<Record<string, readonly Json[]>> = {
    enableFlag: without(flags(to), flags(from)),
    disableFlag: without(flags(from), flags(to)),
    associateCase: without(to.cases, from.cases),
    disassociateCase: without(from.cases, to.cases),
  };
  const change: Record<string, Json> = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  if (to.severity !== null && to.severity !== from.severity) change['newSeverity'] = to.severity;
  return Object.keys(change).length === 0 ? null : change;
}

const paramsOf = (id: string): NonNullable<Ask['params']> => {
  const parts = eventIdOf(id);
  if (parts === null) throw new Error(`not the id of an event: ${id}`);
  return eventParams(parts);
};

export const changeableEvents: Writable = {
  isId: (text) => eventIdOf(text) !== null,
  example: 'AGGR/1569185283911/2171/6c36deb6-d5e3-461c-bab4-fca397006cb9',
  idsIn: eventsOf,
  known: async (sample) => (await argusSample(sample).eventIds()).map(({ id }) => id),
  reads: 'getEvent',
  read: async (askFor, id) => {
    if (eventIdOf(id) === null) return null;
    const answer = await askFor('getEvent', { params: paramsOf(id), query: { includeComments: 'true' } });
    return answer.status === 200 ? (answer.data ?? null) : null;
  },
  restore: async (askFor, id, now, original) => {
    const change = wayBack(restorePointOf(now), restorePointOf(original));
    if (change === null) return true;
    // An assessment acknowledges by itself unless it is told not to (docs/contract/argus.md §12.1).
    const body = { autoAcknowledge: false, ...change };
    return (await askFor('assessEvent', { params: paramsOf(id), body })).status === 200;
  },
  differences: (now, original) => {
    const [after, before] = [restorePointOf(now), restorePointOf(original)];
    const list = (words: string, names: readonly Json[]): readonly string[] =>
      names.length === 0 ? [] : [`${words} ${names.map(String).join(', ')}`];
    const comments = listOf(member(now, 'comments')).length - listOf(member(original, 'comments')).length;
    const isLater = at(now, 'timestamps.lastUpdated') !== at(original, 'timestamps.lastUpdated');
    return [
      ...(after.severity === before.severity ? [] : [`severity ${String(after.severity)}`]),
      ...list('flags that stay:', without(after.flags, before.flags)),
      ...list('flags that are gone:', without(before.flags, after.flags)),
      ...list('cases that stay:', without(after.cases, before.cases)),
      ...list('cases that are gone:', without(before.cases, after.cases)),
      ...(at(now, 'timestamps.published') === at(original, 'timestamps.published') ? [] : ['published already']),
      ...(comments > 0 ? [`${comments} comments more`] : []),
      ...(isLater ? ['lastUpdated is later, and the history tells of it'] : []),
    ];
  },
};
