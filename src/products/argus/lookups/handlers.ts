/** What each look-up does. */
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import type { LookupServices } from '../common/answers.ts';
import { alarms, attackCategories, entryOf, listOf, signatures } from './catalogue.ts';
import { getCurrentUser, getTimestampMs } from './current-user.ts';
import { getBasicCustomer, getCustomerByShortName, listBasicCustomers } from './customers.ts';
import type { LookupRow } from './rows.ts';

export const lookupHandlers: Handlers<LookupRow, LookupServices, Principal> = {
  getAlarm: entryOf(alarms),
  getAlarms: listOf(alarms),
  getBasicCustomer,
  getCategories: listOf(attackCategories),
  getCategory: entryOf(attackCategories),
  getCurrentUser,
  getCustomerByShortName,
  getSignature: entryOf(signatures),
  getSignatures: listOf(signatures),
  getTimestampMs,
  listBasicCustomers,
};
