/** Criteria that are ignored, inverted or read too widely. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendList, hear, without, type Mutant } from '../mutant.ts';
import { searches, searchesV1 } from './operations.ts';

const ignored = (name: string, says: string, operations: readonly string[], ...members: readonly string[]): Mutant => ({
  name,
  says,
  operations,
  wrap: () => hear((body) => without(body, ...members) as Json),
});

const eachSub = (body: { readonly [name: string]: Json }, bend: (sub: Record<string, Json>) => Json): Json => ({
  ...body,
  ...(Array.isArray(body['subCriteria']) && {
    subCriteria: (body['subCriteria'] as Record<string, Json>[]).map(bend),
  }),
});

export const criteria: readonly Mutant[] = [
  ignored('severity-ignored', 'The criterion severity is accepted and ignored.', searches, 'severity', 'minSeverity'),
  ignored('max-severity-ignored', 'The criterion maxSeverity is ignored.', searchesV1, 'maxSeverity'),
  ignored(
    'customer-ignored',
    'Events of all customers come, whichever was asked for.',
    searches,
    'customer',
    'customerID',
  ),
  ignored('min-count-ignored', 'The criterion minCount is ignored.', ['argus.findAggregatedEvents'], 'minCount'),
  ignored('exclude-flag-ignored', 'Flags to be excluded are not.', searches, 'excludeFlags', 'excludeFlag'),
  ignored('port-ignored', 'The criterion port is ignored.', searchesV1, 'port', 'sourcePort', 'destinationPort'),
  ignored(
    'publication-ignored',
    'What is published later is shown to those who do not want it.',
    ['argus.findAggregatedEvents', 'argus.searchEvents'],
    'includeUnpublished',
  ),
  ignored('sub-criteria-ignored', 'Sub-criteria are accepted and ignored.', searches, 'subCriteria'),
  ignored('signature-ignored', 'The criterion signature is ignored.', searchesV1, 'signature'),
  ignored(
    'country-ignored',
    'Criteria of countries are ignored.',
    searchesV1,
    'geoCountry',
    'sourceGeoCountry',
    'destinationGeoCountry',
  ),
  ignored('attack-ignored', 'The criterion attack is ignored.', ['argus.searchEvents'], 'attack'),
  ignored('endpoint-ignored', 'The criterion endpoint is ignored.', ['argus.searchEvents'], 'endpoint'),
  ignored(
    'type-ignored',
    'Raw and aggregated events come, whichever type was asked for.',
    ['argus.searchEvents'],
    'type',
  ),
  ignored('properties-ignored', 'Criteria of properties are ignored.', searches, 'properties', 'property'),
  {
    name: 'exclude-ignored',
    says: 'A sub-criterion that excludes selects instead.',
    operations: searches,
    wrap: () => hear((body) => eachSub(body, (sub) => without(sub, 'exclude') as Json)),
  },
  {
    name: 'required-ignored',
    says: 'A sub-criterion that is required counts as one of many.',
    operations: searches,
    wrap: () => hear((body) => eachSub(body, (sub) => without(sub, 'required') as Json)),
  },
  {
    name: 'and-is-or',
    says: 'Sub-criteria that are each required are taken as alternatives, and alternatives as each required.',
    operations: searches,
    wrap: () =>
      hear((body) =>
        eachSub(body, (sub) => (sub['exclude'] === true ? sub : { ...sub, required: sub['required'] !== true })),
      ),
  },
  {
    name: 'include-flags-any',
    says: 'Only the first of the flags that are to be included counts.',
    operations: searches,
    wrap: () =>
      hear((body) => ({
        ...body,
        ...Object.fromEntries(
          ['includeFlags', 'includeFlag'].flatMap((name) =>
            Array.isArray(body[name]) ? [[name, (body[name] as Json[]).slice(0, 1)]] : [],
          ),
        ),
      })),
  },
  {
    name: 'include-flag-inverted',
    says: 'Flags that are to be included are excluded.',
    operations: searches,
    wrap: () =>
      hear(({ includeFlags, includeFlag, ...body }) => ({
        ...body,
        ...(includeFlags !== undefined && { excludeFlags: includeFlags }),
        ...(includeFlag !== undefined && { excludeFlag: includeFlag }),
      })),
  },
  {
    name: 'min-severity-exclusive',
    says: 'The criterion minSeverity leaves out the severity that it names.',
    operations: searchesV1,
    wrap: () =>
      hear((body) => {
        const names = ['low', 'medium', 'high', 'critical'];
        const place = names.indexOf(String(body['minSeverity']));
        return place < 0 || place > 2 ? body : { ...body, minSeverity: names[place + 1] ?? 'critical' };
      }),
  },
  {
    name: 'first-value-only',
    says: 'Of several values of a criterion only the first counts.',
    operations: searches,
    wrap: () =>
      hear((body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [
            name,
            Array.isArray(value) && !['sortBy', 'subCriteria'].includes(name) ? value.slice(0, 1) : value,
          ]),
        ),
      ),
  },
  {
    name: 'source-ip-is-destination',
    says: 'The criterion sourceIP finds events in which the address is the destination.',
    operations: searchesV1,
    wrap: () =>
      hear(({ sourceIP, ...body }) => ({ ...body, ...(sourceIP !== undefined && { destinationIP: sourceIP }) })),
  },
  {
    name: 'network-matches-exactly',
    says: 'A network finds nothing but its own first address.',
    operations: searchesV1,
    wrap: () =>
      hear((body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [
            name,
            /^(?:ip|sourceIP|destinationIP)$/.test(name) && Array.isArray(value)
              ? value.map((one) => String(one).replace(/\/\d+$/, ''))
              : value,
          ]),
        ),
      ),
  },
  ignored(
    'min-bits-ignored',
    'The least width of a network is ignored.',
    ['argus.findAggregatedEvents'],
    'sourceIPMinBits',
    'destinationIPMinBits',
  ),
  {
    name: 'one-hit-missing',
    says: 'An event that the index has lost is in no search by flag, severity or customer.',
    operations: searches,
    wrap: () => async (sent, next) =>
      /"(?:severity|customer|customerID|includeFlags?)":\[/.test(sent.body)
        ? bendList((items, page) =>
            items.length > 0 ? { data: items.slice(1), size: items.length - 1, count: Number(page['count']) - 1 } : {},
          )(sent, next)
        : next(sent),
  },
  {
    name: 'unknown-criterion-accepted',
    says: 'A member that the API does not have is ignored instead of refused.',
    operations: searches,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (given.status !== 412 || !sent.path.endsWith('/search')) return given;
      try {
        const body = JSON.parse(sent.body) as Record<string, Json>;
        const known = Object.fromEntries(
          Object.entries(body).filter(([name]) =>
            /^(?:limit|offset|startTimestamp|endTimestamp|sortBy|severity|customer)$/.test(name),
          ),
        );
        return await next({ ...sent, body: JSON.stringify(known) });
      } catch {
        return given;
      }
    },
  },
];
