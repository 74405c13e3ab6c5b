/** What must hold of the requests of a client, asked of the journal. */
import { rowEffect } from '../../http/endpoint.ts';
import type { PageForm } from '../../http/product.ts';
import type { Json } from '../../kernel/schema.ts';
import type { ProductFacts } from '../draw/profile.ts';
import type { JournalEntry } from '../../sim/journal/entry.ts';
import type { HuntExpect } from './expect.ts';
import type { HuntFinding, HuntFindingKind } from './finding.ts';

type Rules = NonNullable<HuntExpect['requests']>;

/** A look at the requests of a run, in order; null where all is well. */
type Check = (entries: readonly JournalEntry[], limit: number, facts: ProductFacts) => HuntFinding | null;

const minute = 60_000;

const perMinute: Check = (entries, limit) => {
  const times = entries.map(({ at }) => Date.parse(at));
  let first = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[first] ?? at) >= minute) first++;
    const count = index - first + 1;
    if (count > limit)
      return told(
        'too many requests',
        count,
        `${count} requests in the minute before ${entries[index]?.at}, ${limit} are allowed`,
        entries[index],
      );
  }
  return null;
};

const largestPage: Check = (entries, limit, facts) => {
  for (const entry of entries) {
    const form = facts.find(({ name }) => name === entry.product)?.vendorFaults.paging;
    const size = form === undefined || form === null ? 0 : sizeOf(entry, form);
    const rows = Number.isFinite(size) ? `${size} rows` : 'all rows there are';
    if (size > limit)
      return told('page too large', size, `request ${entry.seq} asks for ${rows}, ${limit} are allowed`, entry);
  }
  return null;
};

/** The most that a request names, wherever it may; what asks for all is without an end. */
function sizeOf({ query, body }: JournalEntry, { length, endless }: PageForm): number {
  const inBody: unknown =
    body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, Json>)[length] : [];
  const sizes = [query[length] ?? [], inBody ?? []].flat().map(Number);
  return Math.max(0, ...sizes.filter(Number.isFinite).map((size) => (size === endless ? Infinity : size)));
}

/** Refused with 429, it asks the same again at once, more often than a client that waits would in the same round. */
const backsOff: Check = (entries, most) => {
  let refused = 0;
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    refused = entry.status === 429 && before?.status === 429 && before.at === entry.at ? refused + 1 : 0;
    if (refused >= most)
      return told(
        'does not back off',
        refused + 1,
        `request ${entry.seq} is refused with 429 as were the ${refused} before it, all at ${entry.at}`,
        entry,
      );
  }
  return null;
};

/** Refused with 401, it asks something else of the product before it has a new token. */
const renewsToken: Check = (entries, most, facts) => {
  const isPublic = ({ product, operation }: JournalEntry): boolean =>
    facts.find(({ name }) => name === product)?.rows.find(({ id }) => id === operation)?.isPublic === true;
  // What one product refuses has nothing to do with what another grants.
  const inRow = new Map<string | null, number>();
  for (const entry of entries) {
    const refused = isPublic(entry) || entry.status !== 401 ? 0 : (inRow.get(entry.product) ?? 0) + 1;
    inRow.set(entry.product, refused);
    if (refused > most)
      return told(
        'asks with an expired token',
        refused,
        `request ${entry.seq} is refused with 401 as was the one before it, and no token was fetched between them`,
        entry,
      );
  }
  return null;
};

const writesOnce: Check = (entries, most, facts) => {
  const done = new Map<string, JournalEntry>();
  for (const entry of entries) {
    const row = facts.find(({ name }) => name === entry.product)?.rows.find(({ id }) => id === entry.operation);
    // A status of 0 is an answer that was cut off: what was asked is done.
    if (row === undefined || rowEffect(row) === 'reads' || row.isPublic === true || entry.method === 'PUT') continue;
    if (entry.status >= 300) continue;
    const key = JSON.stringify([entry.method, entry.path, entry.query, entry.body]);
    const before = done.get(key);
    if (before !== undefined && most > 0)
      return told(
        'writes twice',
        2,
        `request ${entry.seq} writes again what request ${before.seq} has written: ${entry.method} ${entry.path}`,
        entry,
      );
    done.set(key, entry);
  }
  return null;
};

const told = (
  kind: HuntFindingKind,
  count: number,
  sentence: string,
  entry: JournalEntry | undefined,
): HuntFinding => ({
  kind,
  count,
  sentence,
  affected: entry === undefined ? [] : [{ id: String(entry.seq), firstVisible: null, sentence, requests: [entry.seq] }],
});

/** Which are asked for, and with which limit. */
export function requestFindings(
  entries: readonly JournalEntry[],
  rules: Rules,
  facts: ProductFacts,
): readonly HuntFinding[] {
  const asked: readonly (readonly [Check, number | false | undefined])[] = [
    [perMinute, rules.perMinute],
    [largestPage, rules.page],
    [backsOff, rules.backsOff === true && 3],
    [renewsToken, rules.renewsToken === true && 1],
    [writesOnce, rules.writesOnce === true && 1],
  ];
  return asked.flatMap(([check, limit]) =>
    limit === false || limit === undefined ? [] : (check(entries, limit, facts) ?? []),
  );
}
