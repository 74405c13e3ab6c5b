/** What is asked of Argus alone, and after which of the general checks. */
import type { Check, Placed, Rule } from '../../../terms/check.ts';
import { keyLife } from './access/key-life.ts';
import { constrained } from './access/constrained.ts';
import { logIns } from './access/log-ins.ts';
import { olderClients } from './access/older-cookies.ts';
import { failedLogIn, open } from './access/open.ts';
import { csrf, endedSession, session, tamperedSession } from './access/session.ts';
import { otherUser } from './access/other-user.ts';
import { sessionLife } from './access/session-life.ts';
import { shapeBeforeRight } from './access/shape-before-right.ts';
import { badSignature, signature } from './access/signature.ts';
import { expired, wrongAddress } from './access/useless-key.ts';
import { allOfAWrite } from './laws/all-of-a-write.ts';
import { annotationsAreSeen } from './laws/annotations-are-seen.ts';
import { answersAreKept } from './laws/answers-are-kept.ts';
import { assessmentsAreWhole } from './laws/assessments-are-whole.ts';
import { assessingAcknowledges, namedFlagsWin } from './laws/assessing-acknowledges.ts';
import { aggregatesHoldEvents } from './laws/aggregates-hold-events.ts';
import { attachmentsComeBack } from './laws/attachments-come-back.ts';
import { bareValues } from './laws/bare-values.ts';
import { capturesShowEvents, payloadsAreCaptured } from './laws/captures-show-events.ts';
import { caseEvents } from './laws/case-events.ts';
import { casePartsAreFound } from './laws/case-parts-are-found.ts';
import { caseLaws } from './laws/cases.ts';
import { caseMembersAreKept } from './laws/case-members.ts';
import { complement } from './laws/complement.ts';
import { countsStand } from './laws/counts-stand.ts';
import { everyFlag } from './laws/every-flag.ts';
import { formsAgree } from './laws/forms-agree.ts';
import { history } from './laws/history.ts';
import { historyTellsWrites } from './laws/history-tells-writes.ts';
import { keysAreKept } from './laws/keys-are-kept.ts';
import { keywords } from './laws/keywords.ts';
import { limits } from './laws/limits.ts';
import { linksLeadToThings } from './laws/links-lead-to-things.ts';
import { listIsSearch } from './laws/list-is-search.ts';
import { networksCover } from './laws/networks-cover.ts';
import { ownTimes } from './laws/own-times.ts';
import { publicationHides } from './laws/publication-hides.ts';
import { pullLosesNothing } from './laws/pull-loses-nothing.ts';
import { statisticsNarrow } from './laws/statistics-narrow.ts';
import { statisticsOfNothing } from './laws/statistics-of-nothing.ts';
import { statisticsV1 } from './laws/statistics-v1.ts';
import { statisticsV2 } from './laws/statistics-v2.ts';
import { subCriteria } from './laws/sub-criteria.ts';
import { submissionsAreFound } from './laws/submissions-are-found.ts';
import { submissionsAreWhole } from './laws/submissions-are-whole.ts';
import { submissionsUpdate } from './laws/submissions-update.ts';
import { tasksTakeTheirTime } from './laws/tasks-take-their-time.ts';
import { timeForms } from './laws/time-forms.ts';
import { timesAreOne } from './laws/times-are-one.ts';
import { triggerAmounts } from './laws/triggers.ts';
import { versionsAgree } from './laws/versions-agree.ts';
import { viewsAgree } from './laws/views-agree.ts';
import { writesAreSeen } from './laws/writes-are-seen.ts';
import { unknownSortKey } from './requests/sort-key.ts';
import { caseReadsAreFresh, eventReadsAreFresh } from './laws/reads-are-fresh.ts';
import { startRequired } from './requests/start.ts';
import { capture } from './rules/capture.ts';
import { echo } from './rules/echo.ts';
import { envelope } from './rules/envelope.ts';
import { eventSense } from './rules/event-sense.ts';
import { namesAreOne } from './rules/names-are-one.ts';
import { payload } from './rules/payload.ts';
import { timesInOrder } from './rules/times-in-order.ts';

export const checks: Placed<Check> = {
  'access/spelling': [expired, wrongAddress],
  'access/caller-first': [
    shapeBeforeRight,
    signature,
    badSignature,
    session,
    tamperedSession,
    endedSession,
    csrf,
    keyLife,
    otherUser,
    sessionLife,
    open,
    failedLogIn,
    logIns,
    constrained,
    olderClients,
  ],
  'requests/repetition': [startRequired, unknownSortKey],
  'law/page-describes-itself': [limits, countsStand],
  'law/criteria-find': [networksCover, keywords, triggerAmounts],
  'law/criteria-combine': [complement, subCriteria, bareValues],
  'law/times-bound': [timesAreOne, timeForms, listIsSearch, publicationHides],
  'law/one-is-as-listed': [
    versionsAgree,
    viewsAgree,
    aggregatesHoldEvents,
    statisticsV1,
    statisticsV2,
    statisticsNarrow,
    statisticsOfNothing,
    caseEvents,
    history,
    formsAgree,
    capturesShowEvents,
    payloadsAreCaptured,
    ownTimes,
    linksLeadToThings,
  ],
  'law/reads-change-nothing': [
    writesAreSeen,
    allOfAWrite,
    annotationsAreSeen,
    everyFlag,
    assessingAcknowledges,
    namedFlagsWin,
    assessmentsAreWhole,
    pullLosesNothing,
    submissionsAreFound,
    submissionsUpdate,
    submissionsAreWhole,
    tasksTakeTheirTime,
    attachmentsComeBack,
    keysAreKept,
    casePartsAreFound,
    caseMembersAreKept,
    answersAreKept,
    historyTellsWrites,
    caseReadsAreFresh,
    eventReadsAreFresh,
    ...caseLaws,
  ],
};

export const rules: Placed<Rule> = {
  'schema/body': [envelope, echo],
  'schema/guards': [capture, payload],
  'schema/within-bounds': [eventSense, timesInOrder, namesAreOne],
};
