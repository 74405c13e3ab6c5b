/** The laws of a search API: one line each; checks are asked in this order. */
import type { Check } from '../../check.ts';
import { complement } from './complement.ts';
import { countIsTheWalk } from './count-is-the-walk.ts';
import { criteriaCombine } from './criteria-combine.ts';
import { criteriaFind } from './criteria-find.ts';
import { limits } from './limits.ts';
import { networksCover } from './networks-cover.ts';
import { pageDescribesItself } from './page-describes-itself.ts';
import { pagesJoin } from './pages-join.ts';
import { sortIsTotal } from './sort-is-total.ts';
import { sortOrders } from './sort-orders.ts';
import { subCriteria } from './sub-criteria.ts';
import { timesBound } from './times-bound.ts';

export const laws: readonly Check[] = [
  pagesJoin,
  countIsTheWalk,
  pageDescribesItself,
  limits,
  sortOrders,
  sortIsTotal,
  criteriaFind,
  networksCover,
  criteriaCombine,
  complement,
  subCriteria,
  timesBound,
];
