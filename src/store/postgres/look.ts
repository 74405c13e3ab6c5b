/** Looks at heads, shared by all who ask in one tick, and reads of entries. */
import { Removed, Truncated, type Heads, type StoreEntry } from '../port.ts';
import { mayHold, type LastRead, type ReadWitness } from '../witness.ts';
import type { RunStatement } from './lanes.ts';
import { clockOf, type StoreTables } from './tables.ts';
import type { Together } from './shared-statement.ts';

interface Head {
  readonly next: number;
  readonly at: number;
  readonly last: string | null;
  readonly isRemoved: boolean;
}

/** Makes a time at least as late as all that were given out before. */
export type NotBefore = (instant: number) => number;

export function looking(
  { schema }: StoreTables,
  witness: ReadWitness,
  notBefore: NotBefore,
): Together<readonly string[], Heads> {
  const prepared = {
    name: 'heads',
    text: `select h.stream, h.next, h.at, h.last, h.removed, c.now from (select ${clockOf} as now) c
left join ${schema}.head h on h.stream = any($1::text[])`,
  };
  return async (ask, calls) => {
    const streams = [...new Set(calls.flat())];
    const seen = new Map(streams.map((stream) => [stream, witness.seenOf(stream)]));
    const rows = await ask(prepared, [streams]);
    const now = Number(rows[0]?.[5]);
    const heads = new Map<unknown, Head>(
      rows.map(([stream, next, at, last, isRemoved]) => [
        stream,
        {
          next: Number(next),
          at: Number(at),
          last: last === null ? null : String(last),
          isRemoved: isRemoved === true,
        },
      ]),
    );
    const nextOf = (stream: string): number => {
      const head = heads.get(stream);
      if (head?.isRemoved === true) return 0;
      if (!mayHold(seen.get(stream) ?? null, head?.next ?? 0, head?.last ?? null)) throw witness.isBehind(stream);
      return head?.next ?? 0;
    };
    return calls.map((asked) => {
      try {
        const latest = asked.reduce((most, stream) => Math.max(most, heads.get(stream)?.at ?? 0), now);
        return { heads: new Map(asked.map((stream) => [stream, nextOf(stream)])), now: notBefore(latest) };
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    });
  };
}

/** So many bytes of entries come at once, or one entry. */
const mostBytes = 8 * 1024 * 1024;

/** Reads on, and sees that the entry before is the one that the client has. */
export function reading({ schema }: StoreTables, witness: ReadWitness) {
  const prepared = {
    name: 'read',
    text: `select h.next, h.first, h.last, h.removed, e.seq, e.id, e.at, e.body
from (select 1) one left join ${schema}.head h on h.stream = $1 left join lateral (
  select w.seq, w.id, w.at, case when w.seq >= $2::bigint then w.body end as body
  from (
    select n.*, sum(octet_length(n.body)) over (order by n.seq) - octet_length(n.body) as before
    from (select * from ${schema}.entry e where e.stream = $1 and e.seq >= $2::bigint - 1 order by e.seq limit $3::int + 1) n
  ) w where w.before <= ${mostBytes} or w.seq <= $2::bigint
) e on true order by e.seq`,
  };
  return async (ask: RunStatement, stream: string, from: number, most: number): Promise<readonly StoreEntry[]> => {
    const seen = witness.seenOf(stream);
    const rows = await ask(prepared, [stream, from, most]);
    const [next, first, last, isRemoved] = rows[0] ?? [];
    if (isRemoved === true) throw new Removed(stream);
    const head = { next: Number(next ?? 0), first: Number(first ?? 0), last: typeof last === 'string' ? last : null };
    const entries = rows.flatMap(([, , , , seq, id, at, body]) =>
      seq === null ? [] : [{ seq: Number(seq), id: String(id), at: Number(at), body: sqlBytes(body) }],
    );
    const before = entries.find(({ seq }) => seq === from - 1);
    const isOther = from < head.next && !mayFollow(seen, from, before?.id);
    if (from < head.first || from > head.next) throw new Truncated(stream);
    if (isOther || !mayHold(seen, head.next, head.last)) throw witness.isBehind(stream);
    const found = entries.filter(({ seq }) => seq >= from).slice(0, most);
    const newest = found.at(-1);
    if (newest !== undefined) witness.saw(stream, newest.seq, newest.id);
    return found;
  };
}

/** Whether what stands before this place may be what the client has. */
const mayFollow = (seen: LastRead | null, from: number, before: string | undefined): boolean =>
  seen === null || seen.id === null || seen.seq !== from - 1 || seen.id === before;

/** A value of bytes, which comes as `\x` and hexadecimal digits, or from newer drivers as it is. */
export function sqlBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : new Uint8Array();
}
