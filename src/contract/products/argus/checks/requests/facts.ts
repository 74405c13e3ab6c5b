/** What requests to Argus mean besides their schemas. */
import type { Json } from '../../../../../kernel/schema.ts';
import { member } from '../../../../terms/exchange.ts';
import type { KnownValues, RequestFacts } from '../../../../terms/facts.ts';
import type { Sample } from '../../../../terms/sample.ts';
import { argusSample } from '../../sample/sample.ts';
import { otherUuid } from '../../../../checks/shared/asks.ts';

const oneOf = (values: readonly Json[]): Json => ({ enum: values });
const distinct = (values: readonly (Json | undefined)[]): Json[] => [
  ...new Set(values.filter((value): value is Json => value !== undefined && value !== null)),
];
/** Where the target has nothing to name, something that it does not have will do for a search. */
const orElse = (values: readonly (Json | undefined)[], other: Json): Json => {
  const some = distinct(values);
  return oneOf(some.length > 0 ? some : [other]);
};

const times = oneOf(['-30days', '-7d', 'now', '2026-10-01T00:00:00Z', 1_793_500_000_000, '1793500000000']);
const network = oneOf(['10.0.0.0/8', '198.18.0.1', '2001:db8::/32', '2001:db8::1', '0.0.0.0/0']);
const common = 'argus/common.schema.json#/$defs';

/** Names of things that there are, times and pages that cost little. */
async function knownValues(sample: Sample): Promise<KnownValues> {
  const own = argusSample(sample);
  const customers = await own.customers();
  const cases = await own.cases();
  const ids = await own.eventIds();
  const events = await own.events();
  const comments = await own.caseComments();
  const transactions = await own.caseTransactions();
  const partIds = (parts: readonly Json[]): Json =>
    orElse(
      parts.map((one) => member(one, 'id')),
      '6c36deb6-d5e3-461c-bab4-fca397006cb9',
    );
  const within = (name: string, inner: string) => events.map((event) => member(member(event, name), inner));
  // A group of customers has no events of its own, and is refused as a criterion.
  const leaves = customers.filter((one) => member(one, 'type') === 'leaf');
  const names = [...within('customerInfo', 'shortName'), ...leaves.map((one) => member(one, 'shortName'))];
  const numbers = [...within('customerInfo', 'id'), ...leaves.map((one) => member(one, 'id'))];
  return {
    'format:range': network,
    'format:address': oneOf(['198.18.0.1', '2001:db8::1']),
    [`${common}/time`]: times,
    [`${common}/customerName`]: orElse(names, 1),
    [`${common}/sortBy`]: oneOf(['lastUpdatedTimestamp', '-lastUpdatedTimestamp']),
    'argus/pdns-criteria.schema.json/sortBy': oneOf(['lastSeenTimestamp', '-lastSeenTimestamp']),
    [`${common}/port`]: oneOf([80, '443', '1024-65535']),
    limit: oneOf([1, 5, '25']),
    offset: oneOf([0, 1, '25']),
    customer: orElse(names, 1),
    customerID: orElse(numbers, 1),
    domain: orElse(
      customers.map((one) => member(member(one, 'domain'), 'name')),
      'example.com',
    ),
    signature: orElse(within('attackInfo', 'signature'), 'SNORT-1:1'),
    alarmID: orElse(within('attackInfo', 'alarmID'), 1),
    attackCategoryID: orElse(within('attackInfo', 'attackCategoryID'), 1),
    eventIdentifier: orElse(
      ids.map(({ id }) => id),
      'AGGR/1/1/6c36deb6-d5e3-461c-bab4-fca397006cb9',
    ),
    associatedCase: oneOf([0, ...cases.slice(0, 3)]),
    associatedCaseID: oneOf([0, ...cases.slice(0, 3)]),
    beforeComment: partIds(comments),
    afterComment: partIds(comments),
    beforeTransaction: partIds(transactions),
    afterTransaction: partIds(transactions),
    timestring: times,
    // A frame for each second of a month is more than any server gives.
    resolution: oneOf([0]),
    resolutionUnit: oneOf(['milliseconds', 'hour', 'DAYS']),
    groupBy: { type: 'array', maxItems: 0 },
    timeline: { type: 'array', maxItems: 0 },
  };
}

const another =
  (step: number) =>
  (value: string): string | undefined =>
    /^\d+$/.test(value) ? String(Number(value) + step) : undefined;

export const argusRequests: RequestFacts = {
  notAcceptable: [405, 406],
  knownValues,
  recursive: 'subCriteria',
  elsewhere: {
    timestamp: { of: another(1) },
    // Somebody else's customer may be refused before it is looked for.
    customerID: { of: another(77_777), orStatus: 403 },
    eventID: { of: otherUuid },
    commentID: { of: otherUuid },
    tagID: { of: otherUuid },
    transactionID: { of: otherUuid },
    attachmentID: { of: otherUuid },
    linkID: { of: otherUuid },
    watcherID: { of: otherUuid },
    aclEntryID: { of: otherUuid },
    contactID: { of: () => '999999999' },
    linkToCaseID: { of: () => '999999999' },
    caseID: { of: () => '999999999' },
  },
};
