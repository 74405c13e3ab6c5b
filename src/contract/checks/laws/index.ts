/** The laws of a search API: one line each; checks are asked in this order. */
import type { Check } from '../../check.ts';
import { aggregatesHoldEvents } from './aggregates-hold-events.ts';
import { alarmsHoldEvents } from './alarms-hold-events.ts';
import { caseEvents } from './case-events.ts';
import { complement } from './complement.ts';
import { countIsTheWalk } from './count-is-the-walk.ts';
import { criteriaCombine } from './criteria-combine.ts';
import { criteriaFind } from './criteria-find.ts';
import { defaultOrder } from './default-order.ts';
import { formsAgree } from './forms-agree.ts';
import { history } from './history.ts';
import { labelsAreSeen } from './labels-are-seen.ts';
import { largePages } from './large-pages.ts';
import { limits } from './limits.ts';
import { linksFollowed } from './links-followed.ts';
import { listIsSearch } from './list-is-search.ts';
import { mediaAgree } from './media-agree.ts';
import { networksCover } from './networks-cover.ts';
import { oneIsAsListed } from './one-is-as-listed.ts';
import { pageDescribesItself } from './page-describes-itself.ts';
import { pagesJoin } from './pages-join.ts';
import { pullLosesNothing } from './pull-loses-nothing.ts';
import { rateLimit } from './rate-limit.ts';
import { readsChangeNothing } from './reads-change-nothing.ts';
import { sightIsNarrowed } from './sight-is-narrowed.ts';
import { sortIsTotal } from './sort-is-total.ts';
import { sortOrders } from './sort-orders.ts';
import { statisticsNarrow } from './statistics-narrow.ts';
import { statisticsV1 } from './statistics-v1.ts';
import { statisticsV2 } from './statistics-v2.ts';
import { subCriteria } from './sub-criteria.ts';
import { submissionsAreFound } from './submissions-are-found.ts';
import { timesAreOne } from './times-are-one.ts';
import { timesBound } from './times-bound.ts';
import { versionsAgree } from './versions-agree.ts';
import { viewsAgree } from './views-agree.ts';
import { writesAreSeen } from './writes-are-seen.ts';

export const laws: readonly Check[] = [
  pagesJoin,
  countIsTheWalk,
  pageDescribesItself,
  limits,
  largePages,
  defaultOrder,
  sortOrders,
  sortIsTotal,
  criteriaFind,
  networksCover,
  criteriaCombine,
  complement,
  subCriteria,
  timesBound,
  timesAreOne,
  listIsSearch,
  oneIsAsListed,
  versionsAgree,
  viewsAgree,
  aggregatesHoldEvents,
  statisticsV1,
  statisticsV2,
  statisticsNarrow,
  caseEvents,
  history,
  formsAgree,
  mediaAgree,
  linksFollowed,
  alarmsHoldEvents,
  sightIsNarrowed,
  readsChangeNothing,
  rateLimit,
  writesAreSeen,
  pullLosesNothing,
  labelsAreSeen,
  submissionsAreFound,
];
