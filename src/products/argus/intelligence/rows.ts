/** The table of look-ups of other modules that integrations make beside events and cases. Source: docs/contract/argus.md §15. */
import { inBody, rowsById } from '../common/row-facts.ts';

const base = {
  evidence: 'assumed',
  source: 'docs/contract/argus.md §15',
  note: 'Assumed: what is found.',
} as const;
const observations = { method: 'GET', refusals: [401, 403, 412] } as const;

export const intelligenceRows = rowsById(base, {
  searchPdnsRecords: {
    method: 'POST',
    effect: 'reads',
    path: '/pdns/v3/search',
    summary: 'Search passive DNS for a name or an address',
    body: 'argus/pdns-criteria.schema.json',
    data: 'argus/pdns-records.schema.json',
    refusals: [401, 402, 403, 412],
    ...inBody,
    sortKeys: ['query', 'answer', 'times', 'firstSeenTimestamp', 'lastSeenTimestamp', 'rrtype'],
    examples: { body: { query: '*', queryMatchStrategy: 'partial' } },
  },
  fetchObservationsForIp: {
    ...observations,
    path: '/reputation/v1/observation/ip/{ip}',
    summary: 'Get what is known of an address',
    params: 'argus/observed-ip-params.schema.json',
    query: 'argus/observation-query.schema.json',
    data: 'argus/observations.schema.json',
    parameterSources: { ip: '198.51.100.7' },
  },
  fetchObservationsForDomain: {
    ...observations,
    path: '/reputation/v1/observation/domain/{fqdn}',
    summary: 'Get what is known of a domain',
    params: 'argus/observed-domain-params.schema.json',
    query: 'argus/observation-query.schema.json',
    data: 'argus/observations.schema.json',
    parameterSources: { fqdn: 'example.com' },
  },
});
