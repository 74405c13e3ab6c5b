/** What must hold of the requests of a client, asked of the journal. */
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
    const member = facts.find(({ name }) => name === entry.product)?.vendorFaults.paging?.length;
    const size = sizeOf(entry, member);
    if (size > limit)
      return told('page too large', size, `request ${entry.seq} asks for ${size} rows, ${limit} are allowed`, entry);
  }
  return null;
};

const sizeOf = ({ query, body }: JournalEntry, member = ''): number => {
  const inBody =
    body !== null && typeof body === 'object' ? Object.entries(body).find(([name]) => name === member) : null;
  const size = Number(query[member] ?? inBody?.[1] ?? 0);
  return Number.isFinite(size) ? size : 0;
};

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
  let refused = 0;
  for (const entry of entries) {
    refused = isPublic(entry) ? 0 : entry.status === 401 ? refused + 1 : 0;
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
    if (row === undefined || row.effect === 'reads' || row.isPublic === true || entry.method === 'PUT') continue;
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
