/** The laws of a search API: one line each; checks are asked in this order. */
import type { Check } from '../../terms/check.ts';
import { countIsTheWalk } from './count-is-the-walk.ts';
import { countsAddUp } from './counts-add-up.ts';
import { criteriaCombine } from './criteria-combine.ts';
import { criteriaCover } from './criteria-cover.ts';
import { criteriaFind } from './criteria-find.ts';
import { defaultOrder } from './default-order.ts';
import { deepRows } from './depth.ts';
import { largePages } from './large-pages.ts';
import { mediaAgree } from './media-agree.ts';
import { oneIsAsListed } from './one-is-as-listed.ts';
import { pageDescribesItself } from './page-describes-itself.ts';
import { pagesJoin } from './pages-join.ts';
import { readsChangeNothing } from './reads-change-nothing.ts';
import { sortIsTotal } from './sort-is-total.ts';
import { sortOrders } from './sort-orders.ts';
import { tagsTell } from './tags-tell.ts';
import { thingsDiffer } from './things-differ.ts';
import { timesBound } from './times-bound.ts';

export const laws: readonly Check[] = [
  pagesJoin,
  countIsTheWalk,
  pageDescribesItself,
  largePages,
  deepRows,
  countsAddUp,
  defaultOrder,
  sortOrders,
  sortIsTotal,
  criteriaFind,
  criteriaCombine,
  criteriaCover,
  timesBound,
  oneIsAsListed,
  thingsDiffer,
  mediaAgree,
  tagsTell,
  readsChangeNothing,
];
