/** What Argus shows of events: since when, in which versions, and which of them a search means. */
import { visiting } from '../../../corpus/group.ts';
import { all, type Predicate } from '../../../corpus/predicate.ts';
import { withLists } from '../../../http/bare.ts';
import type { Problem } from '../../../http/product.ts';
import { bytesFrom, type Sheet } from '../../../kernel/bytes.ts';
import { UserError } from '../../../kernel/fault.ts';
import { violations, type Json } from '../../../kernel/schema.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { RowId } from '../../../model/event-id.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { findUuid, submittedAt } from '../../../model/submitted.ts';
import { makeArrivalTime } from '../../shared/arrival-time.ts';
import { eventOfKey, keyOfEvent } from '../../shared/event-key.ts';
import type { Truth, TruthKind } from '../../shared/truth.ts';
import { visible, type Principal } from '../access/access.ts';
import type { CriteriaScope } from '../events/criteria.ts';
import { eventId } from '../events/event-id.ts';
import { eventTableIn, type EventKind } from '../events/table.ts';
import type { V2Criteria } from '../generated/types.ts';
import type { ArgusServices } from '../services/services.ts';
import { compileV1, type V1Criteria } from '../v1/criteria.ts';
import { compileV2 } from '../v2/criteria.ts';
import { noExtras } from '../v2/view.ts';

/** What putting a row into a list costs. */
const unitsOfRow = 20;

export const eventTruth = (kind: EventKind): TruthKind => ({
  ids: 'uuid',
  of: (product) => truthOf(product.services as ArgusServices, kind),
});

function truthOf(services: ArgusServices, kind: EventKind): Truth {
  const { simulation, v1, v2 } = services;
  const { world } = simulation;
  const arrivalOf = makeArrivalTime(world);
  const known = (key: number): RowId => {
    const found = eventOfKey(world, key);
    if (found === null) throw new RangeError(`there is no event ${key}`);
    return found;
  };
  return {
    find: (id) => {
      const found = findUuid(world, id);
      if (found === null || (found.ordinal === null) !== (kind === 'aggregated')) return null;
      return keyOfEvent(world, found.row, found.ordinal);
    },
    idOf: (key) => {
      const { row, ordinal } = known(key);
      return eventId(world, row, ordinal);
    },
    visible: (key) => arrivalOf(known(key).row),
    changes: (key) => {
      const { row, ordinal } = known(key);
      const told = world.changes(row, ordinal).map(({ at }) => at);
      if (submittedAt(world, row) !== undefined) return told;
      const number = eventNumberOf(world, row);
      return [...told, ...world.arrivals.turnsOf(world.baseline, row, number, arrivalOf(row))];
    },
    *select(criteria, viewer) {
      const table = yield* eventTableIn(world, kind, simulation.orders);
      const problems: Problem[] = [];
      const scope = { table, viewer: viewer as Principal, now: simulation.clock.now(), problems };
      const predicate = all([visible(world, scope.viewer), yield* compiledFor(kind, criteria, scope)]);
      if (problems.length > 0) throw services.invalid(problems);
      const keys: number[] = [];
      yield* visiting(yield* table.scan(predicate), unitsOfRow, (at) => {
        const { row, ordinal } = table.identify(at);
        keys.push(keyOfEvent(world, row, ordinal));
      });
      return keys;
    },
    shown: (key) => {
      const { row, ordinal } = known(key);
      const columns = simulation.columns();
      const whole = { properties: null, comments: true, subEvents: false };
      return [
        written((sheet) =>
          ordinal === null
            ? v1.aggregated(sheet, columns, row, 'comma')
            : v1.raw(sheet, columns, row, ordinal, 'comma'),
        ),
        written((sheet) => v2(sheet, row, ordinal, noExtras)),
        written((sheet) => v2(sheet, row, ordinal, whole)),
      ];
    },
  };
}

const written = (write: (sheet: Sheet) => void): string => Buffer.from(bytesFrom(write)).toString();

const v2Criteria = 'argus/v2-criteria.schema.json';
const v1Criteria = { aggregated: 'argus/aggregated-criteria.schema.json', raw: 'argus/nids-criteria.schema.json' };

/** Criteria of either version: of the second where they are such. */
function* compiledFor(kind: EventKind, criteria: Json, scope: CriteriaScope): Sliced<Predicate> {
  const wrong = violations(v2Criteria, withLists(v2Criteria, criteria));
  if (wrong.length === 0) {
    const { type: kinds = [], ...others } = withLists(v2Criteria, criteria) as V2Criteria;
    if (kinds.length > 0 && !kinds.includes(kind)) throw new UserError(`the criteria are for ${kinds.join(' and ')}`);
    return yield* compileV2(others, scope);
  }
  const first = v1Criteria[kind];
  const own = violations(first, withLists(first, criteria));
  const [worst] = [...own, ...wrong];
  if (own.length > 0) throw new UserError(`criteria: ${worst?.path.join('.')} ${worst?.message}`);
  return yield* compileV1(withLists(first, criteria) as V1Criteria, scope);
}
