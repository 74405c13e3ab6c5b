/** The file of a case as it stands: what commands made of it, or else what follows from the World. */
import type { Case, World } from '../../../../model/world.ts';
import type { State } from '../../../../state/state.ts';
import { lifeOf, withRoutine } from './life.ts';
import { fileTable, type CaseFile } from './records.ts';

/** Its file; read it, and do not write to it. `now` is what the clock shows. */
export function fileOf(world: World, tables: Pick<State, 'table'>, entry: Case, now: number): CaseFile {
  const kept = fileTable(tables).get(String(entry.id));
  return withRoutine(world, entry, kept ?? lifeOf(world, entry, now));
}
