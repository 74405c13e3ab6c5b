/** What each look-up does. */
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import type { LookupServices } from '../common/answers.ts';
import { alarms, attackCategories, entryOfSection, listOfSection, signatures } from './catalogue.ts';
import { getCurrentUser, getTimestampMs } from './current-user.ts';
import { getBasicCustomer, getCustomerByShortName, listBasicCustomers } from './customers.ts';
import type { LookupRow } from './rows.ts';

export const lookupHandlers: Handlers<LookupRow, LookupServices, Principal> = {
  getAlarm: entryOfSection(alarms),
  getAlarms: listOfSection(alarms),
  getBasicCustomer,
  getCategories: listOfSection(attackCategories),
  getCategory: entryOfSection(attackCategories),
  getCurrentUser,
  getCustomerByShortName,
  getSignature: entryOfSection(signatures),
  getSignatures: listOfSection(signatures),
  getTimestampMs,
  listBasicCustomers,
};
