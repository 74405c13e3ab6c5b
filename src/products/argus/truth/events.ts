/** What Argus shows of events: since when, in which versions, and which of them a search means. */
import { visiting } from '../../../corpus/group.ts';
import { all, nothing, type Predicate } from '../../../corpus/predicate.ts';
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
import type { SearchRequest, Truth, TruthKind } from '../../shared/truth.ts';
import { inSight, type Principal } from '../access/access.ts';
import type { CriteriaScope } from '../events/criteria.ts';
import { eventId } from '../events/event-id.ts';
import { rawTime } from '../events/event-times.ts';
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
  searches: {
    ...(kind === 'aggregated'
      ? { findAggregatedEvents: ofBody, listAggregatedEvents: ofDay }
      : { findNIDSEvents: ofBody, listNIDSEvents: ofDay }),
    searchEvents: ofBody,
    listEvents: ({ query }) => {
      const { signature, ...rest } = query;
      return { ...rest, ...(signature !== undefined && { attack: [{ signature: [signature].flat() }] }) } as Json;
    },
  },
});

const ofBody = ({ body }: SearchRequest): Json => body;
/** The lists of the first version are of the last day where nothing else is said. */
const ofDay = ({ query }: SearchRequest): Json =>
  ({ startTimestamp: '-24hours', endTimestamp: 'now', ...query }) as Json;

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
      const found = findUuid(world, id.slice(id.lastIndexOf('/') + 1));
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
    happened: (key) => {
      const { row, ordinal } = known(key);
      const columns = simulation.columns();
      return ordinal === null ? (columns.timestamp[row] ?? 0) : rawTime(world, columns, row, ordinal);
    },
    *select(criteria, viewer, operation) {
      const table = yield* eventTableIn(world, kind, simulation.orders);
      const problems: Problem[] = [];
      const scope = { table, viewer: viewer as Principal, now: simulation.clock.now(), problems };
      const predicate = all([inSight(world, scope.viewer), yield* compiledFor(kind, { criteria, operation }, scope)]);
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
    unstable: [],
  };
}

const written = (write: (sheet: Sheet) => void): string => Buffer.from(bytesFrom(write)).toString();

const v2Criteria = 'argus/v2-criteria.schema.json';
const v1Criteria = { aggregated: 'argus/aggregated-criteria.schema.json', raw: 'argus/nids-criteria.schema.json' };

interface Asked {
  readonly criteria: Json;
  readonly operation: string | undefined;
}

/** Criteria of the version that an operation is of, or of either: of the second where they are such. Throws UserError. */
function* compiledFor(kind: EventKind, { criteria, operation }: Asked, scope: CriteriaScope): Sliced<Predicate> {
  const files = [v2Criteria, v1Criteria[kind]].filter(
    (file) => operation === undefined || file === fileOf(kind, operation),
  );
  const judged = files.map((file) => {
    const given = withLists(file, withoutNulls(criteria));
    return { file, given, wrong: violations(file, given) };
  });
  const found = judged.find(({ wrong }) => wrong.length === 0);
  const [worst] = judged.at(-1)?.wrong ?? [];
  if (found === undefined)
    throw new UserError(`criteria: ${worst?.path.join('.') ?? ''} ${worst?.message ?? 'are not known'}`);
  if (found.file !== v2Criteria) return yield* compileV1(found.given as V1Criteria, scope);
  const { type: kinds = [], ...others } = found.given as V2Criteria;
  if (kinds.length > 0 && !kinds.includes(kind)) return nothing;
  return yield* compileV2(others, scope);
}

/** Criteria without members that are null, as the API reads them. */
const withoutNulls = (criteria: Json): Json =>
  Object.fromEntries(Object.entries(Object(criteria) as object).filter(([, value]) => value !== null)) as Json;

const fileOf = (kind: EventKind, operation: string): string =>
  operation === 'searchEvents' || operation === 'listEvents' ? v2Criteria : v1Criteria[kind];
