/** The laws of a search API: one line each; checks are asked in this order. */
import type { Check } from '../../check.ts';
import { complement } from './complement.ts';
import { countIsTheWalk } from './count-is-the-walk.ts';
import { criteriaCombine } from './criteria-combine.ts';
import { criteriaFind } from './criteria-find.ts';
import { limits } from './limits.ts';
import { listIsSearch } from './list-is-search.ts';
import { networksCover } from './networks-cover.ts';
import { oneIsAsListed } from './one-is-as-listed.ts';
import { pageDescribesItself } from './page-describes-itself.ts';
import { pagesJoin } from './pages-join.ts';
import { sortIsTotal } from './sort-is-total.ts';
import { sortOrders } from './sort-orders.ts';
import { statisticsV1 } from './statistics-v1.ts';
import { statisticsV2 } from './statistics-v2.ts';
import { subCriteria } from './sub-criteria.ts';
import { timesBound } from './times-bound.ts';
import { versionsAgree } from './versions-agree.ts';

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
  listIsSearch,
  oneIsAsListed,
  versionsAgree,
  statisticsV1,
  statisticsV2,
];
