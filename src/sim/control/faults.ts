/** Faults on demand, mounted. */
import { UserError } from '../../kernel/fault.ts';
import { ConflictError } from '../faults/faults.ts';
import { problem } from '../problem.ts';
import { gone, jsonOutcome, row, type Row, type ControlContext } from './row.ts';

const params = 'sim/fault-name.schema.json';
const path = '/_sim/faults/{name}';

/** Runs, and turns what is wrong with a rule into a refusal. */
function refusing<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConflictError) throw problem('conflict', error.message);
    throw error instanceof UserError ? problem('bad-fault', error.message) : error;
  }
}

export function faultRows({ worldSlot }: ControlContext): readonly Row[] {
  const faults = () => worldSlot.playing().faults;
  return [
    row({
      id: 'getFaults',
      method: 'GET',
      path: '/_sim/faults',
      summary: 'All fault rules, in their order, with how often each was asked and hit',
      data: 'sim/faults.schema.json',
      handle: () => jsonOutcome({ faults: faults().list() }),
    }),
    row({
      id: 'addFault',
      method: 'POST',
      path: '/_sim/faults',
      summary: 'Add a fault rule after all others',
      body: 'sim/fault.schema.json',
      data: 'sim/fault-state.schema.json',
      refusals: [409, 422],
      handle: ({ body }) =>
        jsonOutcome(
          refusing(() => faults().add(body)),
          201,
        ),
    }),
    row({
      id: 'putFaults',
      method: 'PUT',
      path: '/_sim/faults',
      summary: 'Put these fault rules in the place of all there are',
      body: 'sim/fault-list.schema.json',
      data: 'sim/faults.schema.json',
      refusals: [409, 422],
      handle: ({ body }) =>
        jsonOutcome({
          faults: refusing(() => faults().replace((body as unknown as { faults: readonly unknown[] }).faults)),
        }),
    }),
    row({
      id: 'clearFaults',
      method: 'DELETE',
      path: '/_sim/faults',
      summary: 'Take all fault rules away',
      handle: () => {
        faults().clear();
        return gone;
      },
    }),
    row({
      id: 'getFault',
      method: 'GET',
      path,
      summary: 'A fault rule, with how often it was asked and hit',
      params,
      data: 'sim/fault-state.schema.json',
      refusals: [404],
      handle: ({ params: { name = '' } }) => {
        const found = faults().get(name);
        if (found === null) throw problem('unknown-fault', `There is no fault "${name}".`);
        return jsonOutcome(found);
      },
    }),
    row({
      id: 'deleteFault',
      method: 'DELETE',
      path,
      summary: 'Take a fault rule away',
      params,
      refusals: [404],
      handle: ({ params: { name = '' } }) => {
        if (!faults().remove(name)) throw problem('unknown-fault', `There is no fault "${name}".`);
        return gone;
      },
    }),
  ];
}
