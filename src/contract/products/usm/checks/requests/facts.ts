/** What requests to USM Anywhere mean besides their schemas. */
import type { RequestFacts } from '../../../../terms/facts.ts';
import { otherUuid } from '../../../../checks/shared/asks.ts';

export const usmRequests: RequestFacts = {
  // What is no id is nobody's: 404 (docs/contract/usm.md §12).
  takesAnyId: true,
  unknownQuery: 'noSuchParameter=1&timestamp_received_gte=99999999999999',
  knownValues: async () => ({
    sort: { enum: ['timestamp_occured,asc', 'priority,desc', 'timestamp_occured,desc'] },
  }),
  elsewhere: { eventId: { of: otherUuid }, alarmId: { of: otherUuid }, labelId: { of: otherUuid } },
};
