/** All mutants, by theme. */
import type { Mutant } from './mutant.ts';
import { access } from './themes/access.ts';
import { assessing } from './themes/assessing.ts';
import { captures } from './themes/captures.ts';
import { cases } from './themes/cases.ts';
import { caseWrites } from './themes/case-writes.ts';
import { counting } from './themes/counting.ts';
import { criteria } from './themes/criteria.ts';
import { errors } from './themes/errors.ts';
import { identity } from './themes/identity.ts';
import { paging } from './themes/paging.ts';
import { shape } from './themes/shape.ts';
import { sorting } from './themes/sorting.ts';
import { statistics } from './themes/statistics.ts';
import { submissions } from './themes/submissions.ts';
import { tasks } from './themes/tasks.ts';
import { time } from './themes/time.ts';
import { usmPages } from './themes/usm-pages.ts';
import { usmSeen } from './themes/usm-seen.ts';
import { usm } from './themes/usm.ts';
import { writes } from './themes/writes.ts';

export const mutants: readonly Mutant[] = [
  ...paging,
  ...counting,
  ...sorting,
  ...criteria,
  ...cases,
  ...time,
  ...access,
  ...identity,
  ...errors,
  ...shape,
  ...captures,
  ...statistics,
  ...writes,
  ...assessing,
  ...submissions,
  ...caseWrites,
  ...tasks,
  ...usmPages,
  ...usm,
  ...usmSeen,
];
