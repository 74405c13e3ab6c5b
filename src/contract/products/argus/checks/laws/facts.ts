/** What lists of Argus are beside what their rows and models say. */
import type { ListFacts } from '../../../../terms/facts.ts';
import { at } from '../../../../lists/item.ts';

export const argusLists: ListFacts = {
  customersOf: (item) =>
    ['customerInfo.shortName', 'customerInfo.id', 'customer.shortName', 'customer.id'].flatMap((path) => {
      const value = at(item, path);
      return value === undefined ? [] : [String(value)];
    }),
};
