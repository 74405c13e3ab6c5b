/** The tables of a store: what each format of it added. */

/** Where they are. */
export interface StoreTables {
  /** A name that needs no quoting. */
  readonly schema: string;
}

/** The server's clock in epoch milliseconds, as it is at this moment of a statement. */
export const clockOf = '(floor(extract(epoch from clock_timestamp()) * 1000)::bigint)';

/** All of them, to be dropped. */
export const tableNames = ['step', 'head', 'entry', 'snapshot', 'snapshot_part', 'blob', 'blob_part'] as const;

/** What each step does; the format of a store is the number of steps that it was made by. Steps that were released never change. */
export const steps: readonly ((schema: string) => string)[] = [
  (schema) => `
create table ${schema}.head (
  stream text collate "C" primary key,
  next bigint not null,
  first bigint not null default 0,
  at bigint not null,
  last text,
  before text,
  removed boolean not null default false
) with (fillfactor = 50);
create table ${schema}.entry (
  stream text collate "C" not null,
  seq bigint not null,
  id text collate "C" not null,
  at bigint not null,
  body bytea not null,
  primary key (stream, seq),
  unique (stream, id)
);
create table ${schema}.snapshot (
  number bigint generated always as identity primary key,
  stream text collate "C" not null,
  seq bigint not null,
  parts int not null,
  at bigint not null,
  is_whole boolean not null default false
);
create index snapshot_stream on ${schema}.snapshot (stream, seq);
create table ${schema}.snapshot_part (
  snapshot bigint not null,
  number int not null,
  bytes bytea not null,
  primary key (snapshot, number)
);
create table ${schema}.blob (
  name text collate "C" primary key,
  parts int not null,
  at bigint not null
);
create table ${schema}.blob_part (
  name text collate "C" not null,
  number int not null,
  bytes bytea not null,
  primary key (name, number)
);`,
];
