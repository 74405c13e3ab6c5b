/** Blobs by content, kept in parts. */
import { createHash } from 'node:crypto';
import type { Lanes } from './lanes.ts';
import { sqlBytes } from './look.ts';
import { alone, partsOf } from './snapshots.ts';
import { clockOf, type StoreTables } from './tables.ts';

/** Puts it there once, whoever else does the same at this moment; gives its name. */
export async function putBlob(lanes: Lanes, { schema }: StoreTables, bytes: Uint8Array): Promise<string> {
  const ask = alone(lanes);
  const name = createHash('sha256').update(bytes).digest('hex');
  const there = await ask(`select 1 from ${schema}.blob where name = $1`, [name]);
  if (there.length > 0) return name;
  const parts = partsOf(bytes);
  for (const [at, part] of parts.entries())
    await ask(`insert into ${schema}.blob_part (name, number, bytes) values ($1, $2, $3) on conflict do nothing`, [
      name,
      at,
      part,
    ]);
  await ask(`insert into ${schema}.blob (name, parts, at) values ($1, $2, ${clockOf}) on conflict do nothing`, [
    name,
    parts.length,
  ]);
  return name;
}

export async function getBlob(lanes: Lanes, { schema }: StoreTables, name: string): Promise<Uint8Array | null> {
  const ask = alone(lanes);
  const [blob] = await ask(`select parts from ${schema}.blob where name = $1`, [name]);
  if (blob === undefined) return null;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < Number(blob[0]); at++) {
    const [part] = await ask(`select bytes from ${schema}.blob_part where name = $1 and number = $2`, [name, at]);
    parts.push(sqlBytes(part?.[0]));
  }
  return Buffer.concat(parts);
}
