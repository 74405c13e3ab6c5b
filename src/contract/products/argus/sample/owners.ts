/** Events and cases of several customers, each with whose it is. */
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import { isOfSuite } from '../model/more-cases.ts';
import type { AskFor, Memo } from '../../../terms/sample.ts';

export interface Owned {
  /** An aggregated event of each of some customers, with payload and capture where there is such a one, and raw events of several. */
  readonly eventsOfCustomers: () => Promise<readonly Json[]>;
  /** Cases of several customers, as a search shows them. */
  readonly casesOfCustomers: () => Promise<readonly Json[]>;
}

/** So many customers tell enough. */
const fewCustomers = 8;

export function makeOwned(askFor: AskFor, once: Memo, customers: () => Promise<readonly Json[]>): Owned {
  const search = async (operation: string, body: { readonly [name: string]: Json }): Promise<readonly Json[]> =>
    listOf((await askFor(operation, { body })).data);
  const aggregate = async (customer: number): Promise<readonly Json[]> => {
    const body = { customerID: [customer], startTimestamp: 0, limit: 1, sortBy: ['-timestamp'] };
    const rich = await search('findAggregatedEvents', { ...body, includeFlags: ['HAS_PCAP'] });
    return rich.length > 0 ? rich : search('findAggregatedEvents', body);
  };
  return {
    eventsOfCustomers: () =>
      once('eventsOfCustomers', async () => {
        const found: Json[] = [];
        const leaves = (await customers()).filter((one) => member(one, 'type') === 'leaf').slice(0, fewCustomers);
        for (const leaf of leaves) found.push(...(await aggregate(Number(member(leaf, 'id')))));
        return [...found, ...(await search('findNIDSEvents', { startTimestamp: 0, limit: 100 }))];
      }),
    casesOfCustomers: () =>
      once('casesOfCustomers', async () =>
        (await search('advancedCaseSearch', { limit: 50 })).filter((one) => !isOfSuite(one)),
      ),
  };
}
