/** Looks at heads, which all who ask in one tick share, and reads of entries. */
import { Removed, Truncated, type Heads, type StoreEntry } from '../port.ts';
import { mayBe, mayHold, type EntryMark, type LastRead, type ReadWitness } from '../witness.ts';
import { sqlTrue, type SqlRow } from './named-query.ts';
import type { RunStatement } from './lanes.ts';
import { clockOf, type StoreTables } from './tables.ts';

interface Head {
  readonly next: number;
  readonly at: number;
  readonly last: EntryMark;
  readonly isRemoved: boolean;
}

/** Makes a time at least as late as all that were given out before. */
export type NotBefore = (instant: number) => number;

/** What is looked up together. */
export interface Looked {
  readonly streams: readonly string[];
  /** Of what `headsText` found, which may have been read by itself or with something else. */
  readonly answers: (rows: readonly SqlRow[]) => readonly (Heads | Error)[];
}

/** Reads heads of the streams that a parameter names, and the time: one row at least. */
export const headsText = ({ schema }: StoreTables, parameter: string): string =>
  `select h.stream, h.next, h.at, h.last, c.now, h.removed from (select ${clockOf} as now) c
left join ${schema}.head h on h.stream = any(${parameter}::text[])`;

export type Looking = (calls: readonly (readonly string[])[]) => Looked;

/** To be begun before the store is asked, since its client may read on meanwhile. */
export function looking(witness: ReadWitness, notBefore: NotBefore): Looking {
  return (calls) => {
    const streams = [...new Set(calls.flat())];
    const seen = new Map(streams.map((stream) => [stream, witness.seenOf(stream)]));
    const headOf = (heads: ReadonlyMap<unknown, Head>, stream: string): number => {
      const head = heads.get(stream);
      if (head?.isRemoved === true) return 0;
      if (!mayHold(seen.get(stream) ?? null, head?.next ?? 0, head?.last ?? null)) throw witness.isBehind(stream);
      return head?.next ?? 0;
    };
    return {
      streams,
      answers: (rows) => {
        const heads = new Map(rows.map(([stream, ...row]) => [stream, headIn(row)]));
        return calls.map((asked) => {
          try {
            const latest = asked.reduce(
              (most, stream) => Math.max(most, heads.get(stream)?.at ?? 0),
              Number(rows[0]?.[4]),
            );
            return {
              heads: new Map(asked.map((stream) => [stream, headOf(heads, stream)])),
              now: notBefore(latest),
            };
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          }
        });
      },
    };
  };
}

const headIn = ([next, at, last, , isRemoved]: SqlRow): Head => ({
  next: Number(next),
  at: Number(at),
  last: markOf(last, at),
  isRemoved: isRemoved === sqlTrue,
});

/** The last entry of a stream, by the columns of its head; where all is part of a snapshot there is none. */
export const markOf = (last: unknown, at: unknown): EntryMark =>
  typeof last === 'string' ? { id: last, at: Number(at) } : null;

/** So many bytes of entries come at once, or one entry. */
const mostBytes = 8 * 1024 * 1024;

/** Reads on, and sees that the entry before is the one that the client has. */
export function reading({ schema }: StoreTables, witness: ReadWitness) {
  const prepared = {
    name: 'read',
    text: `select h.next, h.first, h.last, h.at, h.removed, e.seq, e.id, e.at, e.body
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
    const [next, first, last, at, isRemoved] = rows[0] ?? [];
    if (isRemoved === sqlTrue) throw new Removed(stream);
    const head = { next: Number(next ?? 0), first: Number(first ?? 0), last: markOf(last, at) };
    const entries = rows.flatMap(([, , , , , seq, id, when, body]) =>
      seq === null ? [] : [{ seq: Number(seq), id: String(id), at: Number(when), body: sqlBytes(body) }],
    );
    const before = entries.find(({ seq }) => seq === from - 1);
    const isOther = from < head.next && !mayFollow(seen, from, before);
    if (from < head.first || from > head.next) throw new Truncated(stream);
    if (isOther || !mayHold(seen, head.next, head.last)) throw witness.isBehind(stream);
    const found = entries.filter(({ seq }) => seq >= from).slice(0, most);
    const newest = found.at(-1);
    if (newest !== undefined) witness.saw(stream, newest);
    return found;
  };
}

/** Whether what stands before this place may be what the client has. */
const mayFollow = (seen: LastRead | null, from: number, before: StoreEntry | undefined): boolean =>
  seen === null || seen.mark === null || seen.seq !== from - 1 || (before !== undefined && mayBe(seen.mark, before));

/** A value of bytes, which comes as `\x` and hexadecimal digits, or from newer drivers as it is. */
export function sqlBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : new Uint8Array();
}
