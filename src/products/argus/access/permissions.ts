/** Functions, which is what the vendor calls permissions, and the ids that they have here. */

/** Names from docs/contract/argus.md §0 and the W5.0 schemas (viewAlarm, viewAlarmMapping, viewAttackCategory, deleteSession, viewCases, updateCase, viewCaseTestData); administrateApiKeys is assumed. */
const names = [
  'eventLookup',
  'viewEventsByCase',
  'assessEvents',
  'submitEvent',
  'reindexEvent',
  'viewBasicCustomer',
  'viewAlarm',
  'viewAttackCategory',
  'viewCases',
  'deleteSession',
  'administrateApiKeys',
  'viewAlarmMapping',
  'updateCase',
  'viewCaseTestData',
  'eventReindex',
  'viewEventServiceTask',
] as const;

/** Made up: the vendor's numbers are not known. 0 for a name that is no function. */
export const functionId = (name: string): number => (names as readonly string[]).indexOf(name) + 1;
