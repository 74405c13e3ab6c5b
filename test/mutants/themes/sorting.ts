/** Orders that are not what was asked for. */
import { bendList, hear, without, type Mutant } from '../mutant.ts';
import { searches, searchesV1 } from './operations.ts';
import type { Json } from '../../../src/kernel/schema.ts';

const keysOf = (body: { readonly [name: string]: Json }): readonly string[] =>
  Array.isArray(body['sortBy']) ? (body['sortBy'] as string[]) : [];
const turned = (key: string): string => (key.startsWith('-') ? key.slice(1) : `-${key}`);

export const sorting: readonly Mutant[] = [
  {
    name: 'sort-descending-is-ascending',
    says: 'A minus before a sort key is ignored.',
    operations: searches,
    wrap: () =>
      hear((body) => ({
        ...body,
        ...(keysOf(body).length > 0 && { sortBy: keysOf(body).map((key) => key.replace('-', '')) }),
      })),
  },
  {
    name: 'sort-reversed',
    says: 'Every sort key works the other way round.',
    operations: searches,
    wrap: () => hear((body) => ({ ...body, ...(keysOf(body).length > 0 && { sortBy: keysOf(body).map(turned) }) })),
  },
  {
    name: 'sort-ignored',
    says: 'Sort keys are accepted and ignored.',
    operations: searches,
    wrap: () => hear((body) => without(body, 'sortBy') as Json),
  },
  {
    name: 'sort-second-key-ignored',
    says: 'Only the first of several sort keys counts.',
    operations: searches,
    wrap: () => hear((body) => ({ ...body, ...(keysOf(body).length > 1 && { sortBy: keysOf(body).slice(0, 1) }) })),
  },
  {
    name: 'sort-severity-by-name',
    says: 'Severity sorts by the letters of its name instead of by its weight.',
    operations: searches,
    wrap: () => async (sent, next) => {
      const isBySeverity = /"sortBy":\["-?severity"/.test(sent.body);
      return bendList((items) => {
        if (!isBySeverity) return {};
        const sign = sent.body.includes('"-severity"') ? -1 : 1;
        const severity = (item: Json): string => String((item as Record<string, Json>)['severity']);
        return {
          data: [...items].sort((one, other) =>
            severity(one) < severity(other) ? -sign : severity(one) > severity(other) ? sign : 0,
          ),
        };
      })(sent, next);
    },
  },
  {
    name: 'sort-unstable-on-ties',
    says: 'Events with equal keys come in another order each time.',
    operations: searchesV1,
    wrap: () => {
      let calls = 0;
      return async (sent, next) => {
        const isTied = /"sortBy":\["-?(?:severity|count|protocol|customer\w*)"/.test(sent.body);
        calls += 1;
        return bendList((items) => {
          if (!isTied || calls % 2 === 0) return {};
          const bySeverity = (item: Json): string =>
            JSON.stringify([(item as Record<string, Json>)['severity'], (item as Record<string, Json>)['count']]);
          const data: Json[] = [];
          // Neighbours that tie change places.
          for (const item of items) {
            const last = data.at(-1);
            if (last !== undefined && bySeverity(last) === bySeverity(item)) data.splice(-1, 0, item);
            else data.push(item);
          }
          return { data };
        })(sent, next);
      };
    },
  },
];
