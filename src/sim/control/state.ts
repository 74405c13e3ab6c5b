/** State: export, import, and snapshots by name. */
import { UserError } from '../../kernel/fault.ts';
import { isoUtc } from '../../kernel/clock.ts';
import { violations } from '../../kernel/schema.ts';
import { ForeignState, type Exported } from '../export.ts';
import { problem } from '../problem.ts';
import type { WorldSlot } from '../world-slot.ts';
import { gone, jsonOutcome, row, type ControlCall, type Row, type ControlContext } from './row.ts';
import { status } from './status.ts';

/** Snapshots that one world keeps. */
const mostSnapshots = 100;
const params = 'sim/name.schema.json';

export function stateRows({ serverCore: site, worldSlot: stage }: ControlContext): readonly Row[] {
  const restored = (state: Exported) => {
    restore(stage, state);
    return jsonOutcome(status(site, stage));
  };
  return [
    row({
      id: 'getState',
      method: 'GET',
      path: '/_sim/state',
      summary: 'Export what has been written since the beginning',
      data: 'sim/state.schema.json',
      handle: () => jsonOutcome(stage.snapshot()),
    }),
    row({
      id: 'putState',
      method: 'PUT',
      path: '/_sim/state',
      summary: 'Import what was exported, in place of all that has been written',
      // Read here and not by the router, which leaves out members that are null and refuses long lists.
      consumes: 'anything',
      data: 'sim/status.schema.json',
      refusals: [400, 409, 422],
      handle: ({ text }) => restored(stateOf(text)),
    }),
    ...snapshotRows(stage, restored),
  ];
}

function snapshotRows(worldSlot: WorldSlot, restored: (state: Exported) => ReturnType<Row['handle']>): readonly Row[] {
  const { snapshots } = worldSlot;
  const named = ({ params: { name = '' } }: ControlCall): Exported => {
    const found = snapshots.get(name);
    if (found === undefined) throw problem('unknown-snapshot', `There is no snapshot "${name}".`);
    return found;
  };
  const facts = (name: string, { now, commands }: Exported): object => ({
    name,
    instant: isoUtc(now),
    commands: commands.length,
  });
  const path = '/_sim/snapshots/{name}';
  return [
    row({
      id: 'getSnapshots',
      method: 'GET',
      path: '/_sim/snapshots',
      summary: 'Snapshots that were taken',
      data: 'sim/snapshots.schema.json',
      handle: () => jsonOutcome({ snapshots: [...snapshots].map(([name, state]) => facts(name, state)) }),
    }),
    row({
      id: 'putSnapshot',
      method: 'PUT',
      path,
      summary: 'Take a snapshot, in place of one of that name',
      params,
      data: 'sim/snapshot.schema.json',
      refusals: [409],
      handle: ({ params: { name = '' } }) => {
        const isNew = !snapshots.has(name);
        if (isNew && snapshots.size >= mostSnapshots)
          throw problem('too-many', `There are ${mostSnapshots} snapshots already; delete one.`);
        const state = worldSlot.snapshot();
        snapshots.set(name, state);
        return jsonOutcome(facts(name, state), isNew ? 201 : 200);
      },
    }),
    row({
      id: 'getSnapshot',
      method: 'GET',
      path,
      summary: 'A snapshot as it can be imported',
      params,
      data: 'sim/state.schema.json',
      refusals: [404],
      handle: (call) => jsonOutcome(named(call)),
    }),
    row({
      id: 'deleteSnapshot',
      method: 'DELETE',
      path,
      summary: 'Forget a snapshot',
      params,
      refusals: [404],
      handle: (call) => {
        named(call);
        snapshots.delete(call.params['name'] ?? '');
        return gone;
      },
    }),
    row({
      id: 'restoreSnapshot',
      method: 'POST',
      path: `${path}/restore`,
      summary: 'Go back, or forward, to a snapshot',
      params,
      data: 'sim/status.schema.json',
      refusals: [404, 409],
      handle: (call) => restored(named(call)),
    }),
  ];
}

/** A state as it came. An import that was cut in half is no JSON, or lacks what its schema asks for. */
function stateOf(text: string): Exported {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch (error) {
    throw problem('malformed-json', error instanceof Error ? error.message : 'The state is not JSON.');
  }
  const [first] = violations('sim/state.schema.json', state);
  if (first !== undefined) {
    const place = first.path.length === 0 ? 'the state' : first.path.join('.');
    throw problem('bad-state', `${place} ${first.message}`);
  }
  return state as Exported;
}

function restore(worldSlot: WorldSlot, state: Exported): void {
  try {
    worldSlot.restore(state);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw problem(error instanceof ForeignState ? 'foreign-state' : 'bad-state', error.message);
  }
}
