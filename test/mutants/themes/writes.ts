/** Writes that are lost, seen late, or leave the wrong traces; and reads that write. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendList, bodyOf, withJson, jsonOf, type Given, type Mutant, type Next, type Sent } from '../mutant.ts';
import { singles } from './operations.ts';

const assess = ['argus.assessEvent', 'argus.assessEventCompatibility', 'argus.assessEventBulk'];
const updates = ['argus.updateEvents', 'argus.updateEventsBulk'];
const lineages = ['argus.getEventLineage', 'argus.getEventLineageCompatibility'];

/** Says yes and does nothing: the event is answered as it was. */
const losing = async (sent: Sent, next: Next, isLost: (sent: Sent) => boolean): Promise<Given> => {
  if (sent.method !== 'PUT' || !isLost(sent)) return next(sent);
  const before =
    sent.path.endsWith('/assess') && sent.path.includes('/event/1')
      ? await next({ ...sent, method: 'GET', path: sent.path.replace(/\/assess$/, ''), body: '' })
      : null;
  return before ?? next({ ...sent, body: JSON.stringify({ ...bodyOf(sent), comment: 'x' }) });
};

export const writes: readonly Mutant[] = [
  {
    name: 'write-lost',
    says: 'An assessment is acknowledged and forgotten.',
    operations: assess.slice(0, 1),
    wrap: () => (sent, next) => losing(sent, next, () => true),
  },
  {
    name: 'comment-lost',
    says: 'The comment of an assessment is forgotten.',
    operations: [...assess, ...updates],
    wrap: () => async (sent, next) => {
      const { comment: _, ...rest } = bodyOf(sent);
      return sent.method === 'PUT' && sent.body.includes('"comment"')
        ? next({ ...sent, body: JSON.stringify(rest) })
        : next(sent);
    },
  },
  {
    name: 'write-seen-late',
    says: 'A reader gets the event as it was at first, as from a cache that writes do not clear.',
    operations: assess,
    wrap: () => {
      const cache = new Map<string, Given>();
      return async (sent, next) => {
        if (sent.method !== 'GET' || !/[0-9a-f-]{36}$/.test(sent.path)) return next(sent);
        const known = cache.get(sent.path);
        if (known !== undefined) return known;
        const given = await next(sent);
        if (given.status === 200) cache.set(sent.path, given);
        return given;
      };
    },
  },
  {
    name: 'lineage-grows-by-two',
    says: 'Every change stands in the lineage twice.',
    operations: [...lineages, ...assess],
    wrap: () => async (sent, next) =>
      sent.path.endsWith('/lineage')
        ? bendList((items, page) => {
            const doubled = items.flatMap((item) =>
              (item as Record<string, Json>)['type'] === 'assessed' ||
              (item as Record<string, Json>)['type'] === 'updated'
                ? [item, item]
                : [item],
            );
            return {
              data: doubled,
              size: doubled.length,
              count: Number(page['count']) + doubled.length - items.length,
            };
          })(sent, next)
        : next(sent),
  },
  {
    name: 'lineage-forgets',
    says: 'The newest change is not in the lineage.',
    operations: [...lineages, ...assess],
    wrap: () => async (sent, next) =>
      sent.path.endsWith('/lineage')
        ? bendList((items, page) => ({
            data: items.slice(1),
            size: items.length - 1,
            count: Number(page['count']) - 1,
          }))(sent, next)
        : next(sent),
  },
  {
    name: 'lineage-oldest-first',
    says: 'The lineage comes in the other order.',
    operations: lineages,
    wrap: () => async (sent, next) =>
      sent.path.endsWith('/lineage') ? bendList((items) => ({ data: [...items].reverse() }))(sent, next) : next(sent),
  },
  {
    name: 'reading-touches',
    says: 'Reading an event changes the time of its last change.',
    operations: singles,
    wrap: () => {
      let calls = 0;
      return async (sent, next) => {
        const given = await next(sent);
        if (sent.method !== 'GET' || !/[0-9a-f-]{36}$/.test(sent.path) || given.status !== 200) return given;
        calls += 1;
        const text = Buffer.from(given.body).toString('utf8');
        return {
          ...given,
          body: Buffer.from(
            text.replace(
              /("lastUpdated(?:Timestamp)?":)(\d+)/,
              (_, name: string, at: string) => `${name}${Number(at) + calls}`,
            ),
          ),
        };
      };
    },
  },
  {
    name: 'last-updated-stands',
    says: 'An assessment does not move the time of the last change.',
    operations: assess,
    wrap: () => {
      const first = new Map<string, string>();
      return async (sent, next) => {
        const given = await next(sent);
        const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(sent.path)?.[0];
        if (uuid === undefined || given.status !== 200) return given;
        const text = Buffer.from(given.body).toString('utf8');
        const at = /"lastUpdated(?:Timestamp)?":(\d+)/.exec(text)?.[1];
        if (at === undefined) return given;
        if (!first.has(uuid)) first.set(uuid, at);
        return {
          ...given,
          body: Buffer.from(text.replace(/("lastUpdated(?:Timestamp)?":)\d+/, `$1${first.get(uuid)}`)),
        };
      };
    },
  },
  {
    name: 'bulk-forgets-one',
    says: 'A bulk assessment does not name the first of the events that it changed.',
    operations: ['argus.assessEventBulk'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      const json = sent.path.endsWith('/event/assess') && given.status === 200 ? jsonOf(given) : undefined;
      if (json === undefined) return given;
      const { data } = json as unknown as { data: { successes: string[]; failures: Json[] } };
      return withJson(given, {
        ...(json as object),
        data: { successes: data.successes.slice(1), failures: data.failures },
      } as unknown as Json);
    },
  },
];
