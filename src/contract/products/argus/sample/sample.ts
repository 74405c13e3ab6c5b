/** A few ids of everything that a tenant of Argus has, found by reading it. */
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import type { AskFor, Memo, OwnSample, Sample } from '../../../terms/sample.ts';
import { eventIdOf, type EventId } from '../model/event-id.ts';
import { isOfSuite } from '../model/more-cases.ts';
import { filled, makeCaseParts, type CaseParts } from './case-parts.ts';
import { makeKeyParts, type KeyParts } from './keys.ts';
import { makeOwned, type Owned } from './owners.ts';

export interface ArgusSample extends OwnSample, CaseParts, KeyParts, Owned {
  /** Some aggregated events as v1 has them, newest first; with a capture where there are any, first. */
  readonly events: () => Promise<readonly Json[]>;
  /** Ids of those events. */
  readonly eventIds: () => Promise<readonly EventId[]>;
  /** Events with a capture. */
  readonly captured: () => Promise<readonly EventId[]>;
  readonly customers: () => Promise<readonly Json[]>;
  /** Cases of which events are known. */
  readonly cases: () => Promise<readonly number[]>;
  /** Other cases, which nothing else is asked about: for what is not undone. */
  readonly spareCases: () => Promise<readonly number[]>;
  /** Comments and tags of the first case that has several, each with the id of its case; `last…` from the other end, for what is used up. */
  readonly caseComments: () => Promise<readonly Json[]>;
  readonly lastComments: () => Promise<readonly Json[]>;
  readonly caseTags: () => Promise<readonly Json[]>;
  readonly lastTags: () => Promise<readonly Json[]>;
  readonly caseTransactions: () => Promise<readonly Json[]>;
  /** Tasks that index events, or cases, again: one of each is made. */
  readonly reindexings: () => Promise<readonly Json[]>;
  /** One that has not ended: made anew each time. */
  readonly newReindexings: () => Promise<readonly Json[]>;
  readonly caseReindexings: () => Promise<readonly Json[]>;
  /** The id of a case to come, and a case that is not published: made anew each time, for what is used up. */
  readonly preparedCases: () => Promise<readonly Json[]>;
  readonly unpublishedCases: () => Promise<readonly Json[]>;
}

/** The sample that checks of Argus work with. */
export const argusSample = ({ own }: Sample): ArgusSample => own['argus'] as ArgusSample;

const idsOf = (events: readonly Json[]): readonly EventId[] =>
  events.flatMap((event) => eventIdOf(member(event, 'id')) ?? []);

/** What adds to lists of parts that are too short to tell of pages. */
const adders: Readonly<Record<string, readonly (readonly [operation: string, body: Json])[]>> = {
  listCaseTags: ['b', 'A', 'c', 'd', 'e', 'f'].map((key) => [
    'addCaseTag',
    { tags: [{ key: `contract.${key}`, value: `value of ${key}` }] },
  ]),
  listCaseComments: ['one', 'two', 'three', 'four', 'five'].map((word) => [
    'addComment',
    { comment: `<p>Comment ${word}</p>` },
  ]),
};

/** How many cases are looked at for one with several comments. */
const fewCases = 8;

/** What a request makes; nothing where it is refused. */
const makerOf =
  (askFor: AskFor) =>
  async (operation: string, body: Json): Promise<readonly Json[]> => {
    const { status, data } = await askFor(operation, { body });
    return status < 300 && data !== undefined && data !== null ? [data] : [];
  };

/** `once` makes each part when it is first asked for. */
export function makeArgusSample(askFor: AskFor, once: Memo, mayWrite: boolean): ArgusSample {
  const search = async (body: { readonly [name: string]: Json }): Promise<readonly Json[]> => {
    // Real tenants have a retention; a bound of zero would have them search all of it.
    const found = await askFor('findAggregatedEvents', { body: { startTimestamp: '-30days', ...body } });
    if (listOf(found.data).length > 0) return listOf(found.data);
    return listOf((await askFor('findAggregatedEvents', { body: { startTimestamp: 0, ...body } })).data);
  };
  const captures = (): Promise<readonly Json[]> =>
    once('captures', () => search({ includeFlags: ['HAS_PCAP'], limit: 3, sortBy: ['-timestamp'] }));
  const events = (): Promise<readonly Json[]> =>
    once('events', async () => {
      const plain = await search({ limit: 25, sortBy: ['-timestamp'] });
      const first = await captures();
      const ids = new Set(first.map((event) => member(event, 'id')));
      return [...first, ...plain.filter((event) => !ids.has(member(event, 'id')))];
    });
  const cases = (): Promise<readonly number[]> =>
    once('cases', async () => {
      const ids = (await events()).flatMap((event) => member(member(event, 'associatedCase'), 'id') ?? []);
      const found = listOf((await askFor('advancedCaseSearch', { body: { limit: 10 } })).data);
      const old = found.filter((one) => !isOfSuite(one)).slice(0, 5);
      const searched = old.flatMap((item) => member(item, 'id') ?? []);
      return [...new Set([...ids, ...searched])].flatMap((id) => (typeof id === 'number' ? [id] : []));
    });
  const customers = (): Promise<readonly Json[]> =>
    once('customers', async () => listOf((await askFor('listBasicCustomers', {})).data));
  const made = makerOf(askFor);
  const partsOf = (list: string): Promise<readonly Json[]> =>
    once(list, async () => {
      let some: readonly Json[] = [];
      for (const caseID of (await cases()).slice(0, fewCases)) {
        const parts = listOf((await askFor(list, { params: { caseID }, query: { limit: 5 } })).data);
        if (parts.length > some.length) some = parts.map((part) => ({ ...(part as object), caseID }));
        if (some.length > 1) break;
      }
      const caseID = member(some[0], 'caseID') ?? (await cases())[0];
      if (typeof caseID !== 'number') return some;
      const add = adders[list] ?? [];
      const read = async (): Promise<readonly Json[]> =>
        listOf((await askFor(list, { params: { caseID }, query: { limit: 25 } })).data).map((part) => ({
          ...(part as object),
          caseID,
        }));
      const adds = add.map(([operation, body]) => async () => {
        const { status, data } = await askFor(operation, { params: { caseID }, body });
        return status < 300 ? [data ?? null] : [];
      });
      return filled(some, mayWrite ? adds : [], mayWrite, read);
    });
  return {
    events,
    eventIds: () => once('eventIds', async () => idsOf(await events())),
    captured: () => once('captured', async () => idsOf(await captures())),
    customers,
    cases,
    spareCases: () =>
      once('spareCases', async () => {
        const body = { limit: 5, sortBy: ['createdTimestamp'], excludeFlags: ['MERGED'] };
        const known = await cases();
        const ids = listOf((await askFor('advancedCaseSearch', { body })).data).map((item) => member(item, 'id'));
        return ids.filter((id) => typeof id === 'number').filter((id) => !known.includes(id));
      }),
    ...makeCaseParts(askFor, once, { cases, mayWrite }),
    ...makeKeyParts(askFor, once, customers),
    ...makeOwned(askFor, once, customers),
    caseComments: () => partsOf('listCaseComments'),
    lastComments: async () => [...(await partsOf('listCaseComments'))].reverse(),
    caseTags: () => partsOf('listCaseTags'),
    caseTransactions: () => partsOf('listCaseHistory'),
    reindexings: () => once('reindexings', () => made('reindexSearch', { startTimestamp: '-1day' })),
    newReindexings: () => made('reindexSearch', { startTimestamp: '-1day' }),
    caseReindexings: () => once('caseReindexings', () => made('reindexCases', {})),
    preparedCases: () => made('prepareCase', {}),
    unpublishedCases: async () => {
      const customer = member((await customers())[0], 'shortName') ?? null;
      const body = { subject: 'Not published', description: 'x', service: 'ids', type: 'securityIncident', customer };
      return made('createCase', { ...body, publish: false });
    },
    lastTags: async () => [...(await partsOf('listCaseTags'))].reverse(),
  };
}
