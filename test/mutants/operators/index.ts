/** All operators, and the mutants that the tables make of them: enumerated in the order of the tables, always the same. */
import { doors } from './doors.ts';
import { access } from './kinds/access.ts';
import { bytes } from './kinds/bytes.ts';
import { counts } from './kinds/counts.ts';
import { criteria } from './kinds/criteria.ts';
import { equality } from './kinds/equality.ts';
import { files } from './kinds/files.ts';
import { headers } from './kinds/headers.ts';
import { leaks } from './kinds/leaks.ts';
import { members } from './kinds/members.ts';
import { paging } from './kinds/paging.ts';
import { subCriteria } from './kinds/parts.ts';
import { sorting } from './kinds/sorting.ts';
import { statuses } from './kinds/statuses.ts';
import { time } from './kinds/time.ts';
import { writes } from './kinds/writes.ts';
import type { DerivedMutant, Operator } from './operator.ts';

export const operators: readonly Operator[] = [
  ...paging,
  ...counts,
  ...sorting,
  ...criteria,
  ...subCriteria,
  ...equality,
  ...time,
  ...access,
  ...statuses,
  ...headers,
  ...bytes,
  ...members,
  ...leaks,
  ...files,
  ...writes,
];

/** The mutants of an operator: one for each place of each operation that it fits. */
export const mutantsOf = (operator: Operator): readonly DerivedMutant[] =>
  doors.flatMap((door) =>
    operator.places(door).map((place): DerivedMutant => ({
      name: `${operator.name}@${door.key}${door.isLiveDialect ? '+live' : ''}${place === '' ? '' : `:${place}`}`,
      says: operator.says.replaceAll('{place}', place),
      operations: [door.key],
      isLiveDialect: door.isLiveDialect,
      isOfHead: operator.name.startsWith('head-'),
      operator,
      door,
      place,
      wrap: (around) => {
        const misbehave = operator.at(place, door, around);
        return (sent, next) => (door.isAsked(sent) ? misbehave(sent, next) : next(sent));
      },
    })),
  );

export const derived: readonly DerivedMutant[] = operators.flatMap(mutantsOf);
