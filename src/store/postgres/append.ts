/** Appends of one tick to any streams, in one statement: all or nothing, each id once. */
import { Removed, Truncated, type Appended, type Durability, type NewEntry } from '../port.ts';
import { mayHold, type ReadWitness } from '../witness.ts';
import type { SqlRow } from './connection.ts';
import { clockOf, type StoreTables } from './tables.ts';
import type { Together } from './shared-statement.ts';

export interface Append {
  readonly stream: string;
  readonly entries: readonly NewEntry[];
}

/**
 * One statement, so that a client that is stopped in between holds no lock. Rows of heads are locked in the order of their names, hence no two appends wait
 * for each other; the lock makes positions the order of commits. Whoever appended the same id meanwhile makes this one fail by the unique id; the next try finds it.
 * Heads are written in any case: a commit that writes waits until all before it is durable, so an entry that was there already is as durable as a new one.
 */
const statement = ({ schema }: StoreTables, how: Durability): string => `
with mode as materialized (
  select set_config('synchronous_commit', ${
    how === 'visible'
      ? `'off'`
      : `case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end`
  }, true) as mode),
given as materialized (
  select g.* from unnest($1::text[], $2::text[], $3::int[], $4::int[]) with ordinality as g (stream, id, start, size, place)),
old as materialized (
  select e.stream, e.id, e.seq, e.at from given g join ${schema}.entry e on e.stream = g.stream and e.id = g.id),
fresh as materialized (
  select g.*, row_number() over (partition by g.stream order by g.place) as nth, count(*) over (partition by g.stream) as many
  from given g where not exists (select from old o where o.stream = g.stream and o.id = g.id)),
ends as (
  insert into ${schema}.head as h (stream, next, at, last)
  select g.stream, count(f.id), ${clockOf}, max(f.id) filter (where f.nth = f.many)
  from given g left join fresh f on f.place = g.place group by g.stream order by g.stream
  on conflict (stream) do update
    set next = h.next + excluded.next, at = greatest(h.at, ${clockOf}), last = coalesce(excluded.last, h.last), before = h.last
    where not h.removed
  returning h.stream, h.next, h.at, h.before),
put as (
  insert into ${schema}.entry (stream, seq, id, at, body)
  select f.stream, e.next - f.many + f.nth - 1, f.id, e.at, substring($5::bytea from f.start + 1 for f.size)
  from fresh f join ends e on e.stream = f.stream
  returning stream, id, seq)
select coalesce(o.seq, p.seq), coalesce(o.at, e.at), e.next - coalesce(m.many, 0), e.before, greatest(e.at, ${clockOf}), mode.mode
from given g cross join mode left join ends e on e.stream = g.stream
left join (select distinct stream, many from fresh) m on m.stream = g.stream
left join old o on o.stream = g.stream and o.id = g.id left join put p on p.stream = g.stream and p.id = g.id
order by g.place`;

export function appending(tables: StoreTables, witness: ReadWitness, how: Durability): Together<Append, Appended> {
  const prepared = { name: `append_${how}`, text: statement(tables, how) };
  return async (ask, calls) => {
    const placed = new Placed(calls);
    const seen = calls.map(({ stream }) => witness.seenOf(stream));
    const rows = await ask(prepared, placed.values());
    return calls.map(({ stream, entries }, at) => {
      const own = entries.map(({ id }) => rows[placed.placeOf(stream, id)] ?? []);
      // Where the stream ended before all that is new.
      const [, , end = null, last] = own[0] ?? [];
      if (end === null) return new Removed(stream);
      if (!mayHold(seen[at] ?? null, Number(end), String(last))) return new Truncated(stream);
      const answer = answerOf(own);
      entries.forEach(({ id }, of) => witness.appended(stream, answer.seqs[of] ?? -1, id));
      return answer;
    });
  };
}

const answerOf = (rows: readonly SqlRow[]): Appended => ({
  seqs: rows.map(([seq]) => Number(seq)),
  ats: rows.map(([, at]) => Number(at)),
  now: rows.reduce((most, [, , , , now]) => Math.max(most, Number(now)), 0),
});

/** Entries of all calls, each id of a stream once. */
class Placed {
  readonly #places = new Map<string, Map<string, number>>();
  readonly #streams: string[] = [];
  readonly #ids: string[] = [];
  readonly #bodies: Uint8Array[] = [];

  constructor(calls: readonly Append[]) {
    for (const { stream, entries } of calls) {
      const places = this.#places.get(stream) ?? new Map<string, number>();
      this.#places.set(stream, places);
      for (const { id, body } of entries) {
        if (places.has(id)) continue;
        places.set(id, this.#ids.length);
        this.#streams.push(stream);
        this.#ids.push(id);
        this.#bodies.push(body);
      }
    }
  }

  placeOf(stream: string, id: string): number {
    return this.#places.get(stream)?.get(id) ?? -1;
  }

  /** For the statement: bodies are one value, cut by the server, so that none is written as text. */
  values(): readonly unknown[] {
    let end = 0;
    const starts = this.#bodies.map(({ length }) => (end += length) - length);
    return [this.#streams, this.#ids, starts, this.#bodies.map(({ length }) => length), Buffer.concat(this.#bodies)];
  }
}
