/** Statistics that do not add up. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendSuccess as bendAny, hear, without, type Bend, type Mutant } from '../mutant.ts';

const v1 = ['argus.findAggregatedEventStats'];
const v2 = ['argus.getEventStatistics'];

/** Bends statistics alone. */
const bendSuccess = (bend: Bend) =>
  bendAny((json, sent) => (/\/stat(?:s|istics)$/.test(sent.path) ? bend(json, sent) : undefined));

interface Group {
  readonly count: number;
  readonly buckets: readonly Group[];
  readonly [name: string]: unknown;
}
const groupsOf = (json: { readonly [name: string]: Json }): readonly Group[] =>
  Array.isArray(json['data']) ? (json['data'] as unknown as Group[]) : [];

const firstRecord = (
  json: { readonly [name: string]: Json },
  bend: (value: Record<string, number>) => object,
): Json => {
  const data = structuredClone(json['data']) as unknown as {
    timeFrames: { records: { value: Record<string, number> }[] }[];
  };
  const record = data.timeFrames?.find(({ records }) => records.length > 0)?.records[0];
  if (record !== undefined) record.value = bend(record.value) as Record<string, number>;
  return { ...json, data: data as unknown as Json };
};

export const statistics: readonly Mutant[] = [
  {
    name: 'stats-count-one-more',
    says: 'The first number of the statistics is one too large.',
    operations: v1,
    wrap: () => bendSuccess((json) => firstRecord(json, (value) => ({ ...value, count: (value['count'] ?? 0) + 1 }))),
  },
  {
    name: 'stats-of-nothing-have-no-key',
    says: 'Statistics that match nothing have no key at all.',
    operations: v1,
    wrap: () =>
      bendSuccess((json) => {
        const data = json['data'] as unknown as { keys: Json[]; timeFrames: Json[] };
        return data.timeFrames.length > 0 ? undefined : ({ ...json, data: { ...data, keys: [] } } as unknown as Json);
      }),
  },
  {
    name: 'stats-frame-missing',
    says: 'The last span of time with events is left out.',
    operations: v1,
    wrap: () =>
      bendSuccess((json) => {
        const data = json['data'] as unknown as { timeFrames: Json[] };
        return { ...json, data: { ...data, timeFrames: data.timeFrames.slice(0, -1) } as unknown as Json };
      }),
  },
  {
    name: 'stats-criteria-ignored',
    says: 'Statistics count all events, whatever the criteria.',
    operations: v1,
    wrap: () =>
      hear(
        (body) =>
          without(
            body,
            'severity',
            'customer',
            'customerID',
            'minSeverity',
            'includeFlags',
            'subCriteria',
            'attackCategoryID',
          ) as Json,
      ),
  },
  {
    name: 'stats-group-by-ignored',
    says: 'Statistics are not divided by what was asked for.',
    operations: v1,
    wrap: () =>
      hear((body) =>
        Array.isArray(body['groupBy']) ? { ...body, groupBy: (body['groupBy'] as Json[]).slice(0, 1) } : body,
      ),
  },
  {
    name: 'stats-keys-missing',
    says: 'A key that numbers refer to is not listed.',
    operations: v1,
    wrap: () =>
      bendSuccess((json) => {
        const data = json['data'] as unknown as { keys: Json[] };
        return { ...json, data: { ...data, keys: data.keys.slice(1) } as unknown as Json };
      }),
  },
  {
    name: 'tree-count-one-more',
    says: 'A group counts one event too many.',
    operations: v2,
    wrap: () =>
      bendSuccess((json) => {
        const [first, ...rest] = groupsOf(json);
        return first === undefined
          ? undefined
          : ({ ...json, data: [{ ...first, count: first.count + 1 }, ...rest] } as unknown as Json);
      }),
  },
  {
    name: 'tree-level-lost',
    says: 'The inner groups of the tree have lost one of theirs.',
    operations: v2,
    wrap: () =>
      bendSuccess((json) =>
        groupsOf(json).some(({ buckets }) => buckets.length > 0)
          ? ({
              ...json,
              data: groupsOf(json).map((group) => ({ ...group, buckets: group.buckets.slice(1) })),
            } as unknown as Json)
          : undefined,
      ),
  },
  {
    name: 'tree-group-lost',
    says: 'The smallest group is left out.',
    operations: v2,
    wrap: () =>
      bendSuccess((json) =>
        groupsOf(json).length > 1 ? ({ ...json, data: groupsOf(json).slice(0, -1) } as unknown as Json) : undefined,
      ),
  },
  {
    name: 'tree-criteria-ignored',
    says: 'The tree counts all events, whatever the criteria.',
    operations: v2,
    wrap: () =>
      hear(
        (body) =>
          without(
            body,
            'severity',
            'customer',
            'attack',
            'endpoint',
            'includeFlag',
            'excludeFlag',
            'subCriteria',
            'type',
          ) as Json,
      ),
  },
  {
    name: 'timeline-bucket-lost',
    says: 'A timeline lacks its first span.',
    operations: v2,
    wrap: () =>
      bendSuccess((json) =>
        groupsOf(json).length > 0
          ? ({
              ...json,
              data: groupsOf(json).map((group) => ({
                ...group,
                timeline:
                  (group['timeline'] as { buckets: Json[] }[] | undefined)?.map((line) => ({
                    ...line,
                    buckets: line.buckets.slice(1),
                  })) ?? [],
              })),
            } as unknown as Json)
          : undefined,
      ),
  },
];
