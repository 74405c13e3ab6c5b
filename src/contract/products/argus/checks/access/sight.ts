/** Who sees what of Argus: whose an item is, and things of several customers to ask for. */
import type { Json } from '../../../../../kernel/schema.ts';
import { at } from '../../../../lists/item.ts';
import { member } from '../../../../terms/exchange.ts';
import type { SightFacts, Thing, ThingKind } from '../../../../terms/facts.ts';
import { eventIdOf, eventParams } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';

const paths = ['customerInfo.shortName', 'customerInfo.id', 'customer.shortName', 'customer.id'];

function customersOf(item: Json): readonly string[] {
  // A customer is its own; groups are seen by all who see one of theirs.
  const own = member(item, 'type') === 'leaf' ? ['shortName', 'id'] : paths;
  return own.flatMap((path) => {
    const value = at(item, path);
    return value === undefined || value === null ? [] : [String(value)];
  });
}

/** An access list may keep a case from those who see its customer (docs/contract/argus.md §14). */
const isKeptFrom = (item: Json): boolean => (member(item, 'accessMode') ?? 'roleBased') !== 'roleBased';

const isNumber = (name: string): boolean => /^\d+$/.test(name);

const kindOf = (type: string): string => (type === 'AGGR' ? 'an aggregated event' : 'a raw event');

/** An event as a path names it, with whose it is. */
function eventThing(event: Json): readonly Thing[] {
  const id = eventIdOf(member(event, 'id'));
  return id === null ? [] : [{ kind: kindOf(id.type), params: eventParams(id), customers: customersOf(event) }];
}

const events: ThingKind = {
  name: 'argus events',
  isNamedBy: ({ path }) => path.includes('{eventID}'),
  some: async (sample) => (await argusSample(sample).eventsOfCustomers()).flatMap(eventThing),
};

const cases: ThingKind = {
  name: 'argus cases',
  isNamedBy: ({ path, parameterSources }) => {
    const [source] = Object.values(parameterSources);
    const text = JSON.stringify(source) ?? '';
    const isOfCases = text.includes('ases"');
    // The id of a case to come names no case yet.
    if (text.includes('preparedCases')) return false;
    return path.includes('{caseID}') || (path.includes('{id}') && isOfCases);
  },
  some: async (sample) =>
    (await argusSample(sample).casesOfCustomers()).flatMap((one) => {
      const id = member(one, 'id');
      // One that an access list guards may be kept from its own customer, too.
      return typeof id !== 'number' || isKeptFrom(one)
        ? []
        : [{ kind: 'a case', params: { caseID: id, id }, customers: customersOf(one) }];
    }),
};

const customers: ThingKind = {
  name: 'argus customers',
  isNamedBy: ({ path }) => path.startsWith('/customers/') && path.includes('{'),
  some: async (sample) =>
    (await argusSample(sample).customers())
      .filter((one) => member(one, 'type') === 'leaf')
      .map((one) => {
        const shortName = String(member(one, 'shortName'));
        return { kind: 'a customer', params: { idOrShortName: shortName, shortName }, customers: customersOf(one) };
      }),
};

export const argusSight: SightFacts = {
  customersOf,
  isKeptFrom,
  aboutCaller: ['currentUserAccess'],
  // A case may be linked with one of another customer.
  namesOthers: ({ path }) => path.startsWith('/cases/') && path.endsWith('/links'),
  narrowedTo: (members, names) => {
    if (members.includes('customer')) return { customer: [...names] };
    const ids = names.filter(isNumber).map(Number);
    return members.includes('customerID') && ids.length > 0 ? { customerID: ids } : undefined;
  },
  things: [events, cases, customers],
};
