/** Bodies and headers that are not what the schema says. */
import type { Json } from '../../../src/kernel/schema.ts';
import {
  bendItems,
  bendSuccess,
  isOfEvents,
  without,
  type Given,
  type Mutant,
  type Next,
  type Sent,
} from '../mutant.ts';
import { lists, singles } from './operations.ts';

const v1 = ['argus.listAggregatedEvents', 'argus.findAggregatedEvents', 'argus.getEventByPath'];
const v2 = ['argus.listEvents', 'argus.searchEvents', 'argus.getEvent'];

const item = (
  name: string,
  says: string,
  operations: readonly string[],
  bend: Parameters<typeof bendItems>[0],
): Mutant => ({
  name,
  says,
  operations,
  wrap: () => bendItems(bend),
});

const header =
  (name: string, value: string | null) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    if (given.status >= 300 || !isOfEvents(sent)) return given;
    const headers = Object.fromEntries(Object.entries(given.headers).filter(([known]) => known !== name));
    return { ...given, headers: { ...headers, ...(value !== null && { [name]: value }) } };
  };

export const shape: readonly Mutant[] = [
  item(
    'null-for-empty-list',
    'An event without cases has null in place of an empty list.',
    [...v1, ...v2],
    (event) => ({
      ...event,
      associatedCases:
        Array.isArray(event['associatedCases']) && event['associatedCases'].length === 0
          ? null
          : (event['associatedCases'] ?? null),
    }),
  ),
  item('text-for-number', 'The count of an event is told as text.', [...v1, ...v2], (event) => ({
    ...event,
    count: String(event['count']),
  })),
  item('category-as-text', 'The category of a case is named where it should be numbered.', [...v1, ...v2], (event) => ({
    ...event,
    associatedCases: ((event['associatedCases'] ?? []) as readonly Record<string, Json>[]).map((entry) => ({
      ...entry,
      categoryID: 'malware',
    })),
  })),
  item('number-for-text', 'The severity is told as a number.', v1, (event) => ({ ...event, severity: 2 })),
  item(
    'member-missing',
    'Events lack the member protocol.',
    [...v1, ...v2],
    (event) => without(event, 'protocol') as Json,
  ),
  item('null-left-out', 'Members that are null are left out.', [...v1, ...v2], (event) =>
    Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null)),
  ),
  item('member-renamed', 'The member customerInfo is called customer.', v1, ({ customerInfo, ...event }) => ({
    ...event,
    customer: customerInfo ?? null,
  })),
  item('unknown-flag', 'Events carry a flag that the documentation does not have.', [...v1, ...v2], (event) => ({
    ...event,
    flags: [...(event['flags'] as Json[]), 'SOMETHING_NEW'],
  })),
  item('enum-upper-case', 'Severities are told in capitals.', v2, (event) => ({
    ...event,
    severity: String(event['severity']).toUpperCase(),
  })),
  item('address-is-object', 'Addresses of v2 are told as v1 tells them.', v2, (event) => ({
    ...event,
    source: { ...(event['source'] as object), address: { address: '10.0.0.1' } } as Json,
  })),
  item('port-null', 'Ports that are 0 are told as null.', [...v1, ...v2], (event) => ({
    ...event,
    destination: { ...(event['destination'] as object), port: null } as Json,
  })),
  item('id-without-type', 'The id of an event lacks its first part.', [...v1, ...v2], (event) => ({
    ...event,
    id: String(event['id']).split('/').slice(1).join('/'),
  })),
  item('id-of-another', 'The single event has another id than the one asked for.', singles, (event) => ({
    ...event,
    id: String(event['id']).replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  })),
  {
    name: 'single-severity-differs',
    says: 'The single event has another severity than the list.',
    operations: singles,
    wrap: () => async (sent, next) =>
      /[0-9a-f-]{36}$/.test(sent.path)
        ? bendItems((event) => ({ ...event, severity: event['severity'] === 'low' ? 'medium' : 'low' }))(sent, next)
        : next(sent),
  },
  {
    name: 'single-flags-lost',
    says: 'The single event lacks the flags that the list shows.',
    operations: singles,
    wrap: () => async (sent, next) =>
      /[0-9a-f-]{36}$/.test(sent.path)
        ? bendItems((event) => ({ ...event, flags: (event['flags'] as Json[]).slice(1) }))(sent, next)
        : next(sent),
  },
  {
    name: 'versions-differ-in-severity',
    says: 'Version 2 tells a lower severity than v1 for the same event.',
    operations: v2,
    wrap: () => async (sent, next) =>
      sent.path.startsWith('/events/v2/')
        ? bendItems((event) =>
            event['severity'] === 'high' || event['severity'] === 'medium' ? { ...event, severity: 'low' } : event,
          )(sent, next)
        : next(sent),
  },
  {
    name: 'versions-differ-in-place',
    says: 'Version 2 has source and destination the other way round.',
    operations: v2,
    wrap: () => async (sent, next) =>
      sent.path.startsWith('/events/v2/')
        ? bendItems((event) => ({
            ...event,
            source: event['destination'] ?? null,
            destination: event['source'] ?? null,
          }))(sent, next)
        : next(sent),
  },
  {
    name: 'metadata-null',
    says: 'The member metaData is null.',
    operations: lists,
    wrap: () => bendSuccess((json, sent) => (isOfEvents(sent) ? { ...json, metaData: null } : undefined)),
  },
  {
    name: 'messages-null',
    says: 'The member messages is null where there are none.',
    operations: [...lists, ...singles],
    wrap: () => bendSuccess((json, sent) => (isOfEvents(sent) ? { ...json, messages: null } : undefined)),
  },
  {
    name: 'data-is-object',
    says: 'A list of one event comes as the event alone.',
    operations: lists,
    wrap: () =>
      bendSuccess((json, sent) =>
        isOfEvents(sent) && Array.isArray(json['data']) && json['data'].length > 0
          ? ({ ...json, data: json['data'][0] ?? null } as Json)
          : undefined,
      ),
  },
  {
    name: 'content-type-text',
    says: 'JSON is declared to be plain text.',
    operations: [...lists, 'usm.getUsmAlarms'],
    wrap: () => header('content-type', 'text/plain'),
  },
  {
    name: 'content-type-missing',
    says: 'JSON comes without a content type.',
    operations: lists,
    wrap: () => header('content-type', null),
  },
  {
    name: 'json-cut',
    says: 'Answers end in the middle.',
    operations: lists,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status < 300 && isOfEvents(sent)
        ? { ...given, body: given.body.subarray(0, Math.floor(given.body.length / 2)) }
        : given;
    },
  },
  {
    name: 'byte-order-mark',
    says: 'JSON begins with a byte order mark.',
    operations: lists,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status < 300 && isOfEvents(sent)
        ? { ...given, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), given.body]) }
        : given;
    },
  },
];
