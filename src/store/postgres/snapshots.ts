/** Snapshots of streams, kept in parts, and what goes once they are whole. */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { keptMilliseconds, Removed, Truncated, type StoreSnapshot } from '../port.ts';
import type { ReadWitness } from '../witness.ts';
import { waiting, type RunStatement, type Lanes } from './lanes.ts';
import { sqlBytes } from './look.ts';
import { clockOf, type StoreTables } from './tables.ts';

/** Each part is a statement of its own, which is waited for as any other. */
const partBytes = 512 * 1024;

/** A snapshot that is not whole after this time is nobody's. */
const abandonedMilliseconds = 3_600_000;

/** So many rows are removed at once. */
const mostRows = 5000;

export const partsOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, at) =>
    bytes.subarray(at * partBytes, (at + 1) * partBytes),
  );

/** Runs a statement for nobody but the work at hand. */
export const alone =
  (lanes: Lanes): RunStatement =>
  (statement, values) =>
    lanes.run((ask) => ask(statement, values), waiting());

const zip = promisify(gzip);
const unzip = promisify(gunzip);

export class Snapshots {
  readonly #ask: RunStatement;
  readonly #schema: string;
  readonly #witness: ReadWitness;
  readonly #kept: number;

  constructor(ask: RunStatement, { schema }: StoreTables, witness: ReadWitness, kept = keptMilliseconds) {
    this.#ask = ask;
    this.#schema = schema;
    this.#witness = witness;
    this.#kept = kept;
  }

  async save(stream: string, seq: number, bytes: Uint8Array): Promise<void> {
    this.#witness.refuseIfBehind(stream);
    const seen = this.#witness.seenOf(stream);
    const mark = seen?.mark ?? null;
    // What replicas save is text that says much again and again: a twentieth of it is to be read by those that begin.
    const parts = partsOf(await zip(bytes, { level: constants.Z_BEST_SPEED }));
    const schema = this.#schema;
    // A stream may begin with a snapshot.
    if (seq === 0)
      await this.#ask(
        `insert into ${schema}.head (stream, next, at) values ($1, 0, ${clockOf}) on conflict do nothing`,
        [stream],
      );
    const [row] = await this.#ask(
      `insert into ${schema}.snapshot (stream, seq, parts, at) values ($1, $2, $3, ${clockOf}) returning number`,
      [stream, seq, parts.length],
    );
    const number = row?.[0];
    for (const [at, part] of parts.entries())
      await this.#ask(
        `insert into ${schema}.snapshot_part (snapshot, number, bytes) values ($1, $2, $3) on conflict do nothing`,
        [number, at, part],
      );
    // What was read last is there still, and with it all before: what a machine takes with it when it dies is the end of a stream.
    if (seen !== null && seen.seq < seq - 1) throw new Truncated(stream);
    const [found] = await this.#ask(
      `with h as (select * from ${schema}.head where stream = $1),
whole as (
  update ${schema}.snapshot s set is_whole = true from h
  where s.number = $2 and not h.removed and $3::bigint <= h.next and ($4::text is null or $5::bigint < h.next and $4::text = coalesce(
    (select e.id || ' ' || e.at from ${schema}.entry e where e.stream = $1 and e.seq = $5::bigint),
    case when $5::bigint + 1 = h.next then h.last || ' ' || h.at end, $4::text))
  returning s.number)
select (select number from whole), (select removed from h)`,
      [stream, number, seq, mark === null ? null : `${mark.id} ${mark.at}`, seen?.seq ?? null],
    );
    const [whole, isRemoved] = found ?? [];
    if (whole !== null && whole !== undefined) return this.tidy(stream);
    await this.#drop(stream, 'number = $2', [number]);
    throw isRemoved === true ? new Removed(stream) : new Truncated(stream);
  }

  async latest(stream: string): Promise<StoreSnapshot | null> {
    for (;;) {
      const [row] = await this.#ask(
        `select h.removed, s.number, s.seq, s.parts from (select 1) one left join ${this.#schema}.head h on h.stream = $1
left join ${this.#schema}.snapshot s on s.stream = $1 and s.is_whole order by s.seq desc nulls last, s.number desc limit 1`,
        [stream],
      );
      const [isRemoved, number, seq, parts] = row ?? [];
      if (isRemoved === true) throw new Removed(stream);
      if (number === null || number === undefined) {
        this.#witness.began(stream, 0);
        return null;
      }
      this.#witness.began(stream, Number(seq));
      const bytes = await this.#read(number, Number(parts));
      // Meanwhile a newer one has taken its place.
      if (bytes !== null) return { seq: Number(seq), bytes: await unzip(bytes) };
    }
  }

  async remove(stream: string): Promise<void> {
    await this.#ask(
      `insert into ${this.#schema}.head (stream, next, at, removed) values ($1, 0, ${clockOf}, true)
on conflict (stream) do update set removed = true, at = ${clockOf}`,
      [stream],
    );
    this.#witness.forget(stream);
    await this.clear(stream);
  }

  /** Removes all that a removed stream had; also what was left where that was cut short. */
  async clear(stream: string): Promise<void> {
    await this.#drop(stream, '$2::int = 0', [0]);
    await this.#dropEntries(stream, '9223372036854775807');
  }

  /** Removes what the newest snapshot makes superfluous. */
  async tidy(stream: string): Promise<void> {
    const schema = this.#schema;
    await this.#drop(
      stream,
      `number <> (select number from ${schema}.snapshot where stream = $1 and is_whole order by seq desc, number desc limit 1)
and (is_whole or at < ${clockOf} - $2::bigint)`,
      [abandonedMilliseconds],
    );
    const [row] = await this.#ask(
      `with bound as (
  select least(
    (select max(seq) from ${schema}.snapshot where stream = $1 and is_whole),
    coalesce((select min(seq) from ${schema}.entry where stream = $1 and at > ${clockOf} - $2::bigint), 9223372036854775807)) as seq)
update ${schema}.head h set first = greatest(h.first, bound.seq) from bound where h.stream = $1 returning h.first`,
      [stream, this.#kept],
    );
    if (row !== undefined) await this.#dropEntries(stream, String(row[0]));
  }

  async #read(snapshot: unknown, parts: number): Promise<Uint8Array | null> {
    const found: Uint8Array[] = [];
    for (let at = 0; at < parts; at++) {
      const [row] = await this.#ask(
        `select bytes from ${this.#schema}.snapshot_part where snapshot = $1 and number = $2`,
        [snapshot, at],
      );
      if (row === undefined) return null;
      found.push(sqlBytes(row[0]));
    }
    return Buffer.concat(found);
  }

  /** Snapshots of the stream, with their parts first: those that are being read are then found incomplete. */
  async #drop(stream: string, which: string, values: readonly unknown[]): Promise<void> {
    const schema = this.#schema;
    const going = await this.#ask(`select number from ${schema}.snapshot where stream = $1 and (${which})`, [
      stream,
      ...values,
    ]);
    for (const [number] of going) {
      await this.#ask(`delete from ${schema}.snapshot_part where snapshot = $1`, [number]);
      await this.#ask(`delete from ${schema}.snapshot where number = $1`, [number]);
    }
  }

  async #dropEntries(stream: string, before: string): Promise<void> {
    for (;;) {
      const [row] = await this.#ask(
        `with going as (select seq from ${this.#schema}.entry where stream = $1 and seq < $2::bigint order by seq limit ${mostRows}),
gone as (delete from ${this.#schema}.entry e using going g where e.stream = $1 and e.seq = g.seq returning 1)
select count(*) from gone`,
        [stream, before],
      );
      if (Number(row?.[0] ?? 0) < mostRows) return;
    }
  }
}
