/** What each look-up does. */
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import type { LookupServices } from '../common/answers.ts';
import {
  getAlarm,
  getAlarms,
  getCategories,
  getCategory,
  getSignatures,
  searchAlarms,
  searchCategories,
  searchSignatures,
} from './catalogue/handlers.ts';
import { getCurrentUser, getTimestampMs } from './current-user.ts';
import {
  getBasicCustomer,
  getBasicCustomerLogo,
  getBasicCustomerProperties,
  getBasicCustomerUserRoles,
  getCustomerByShortName,
  listBasicCustomers,
  searchBasicCustomers,
} from './customers/handlers.ts';
import type { LookupRow } from './rows.ts';

export const lookupHandlers: Handlers<LookupRow, LookupServices, Principal> = {
  getAlarm,
  getAlarms,
  getBasicCustomer,
  getBasicCustomerLogo,
  getBasicCustomerProperties,
  getBasicCustomerUserRoles,
  getCategories,
  getCategory,
  getCurrentUser,
  getCustomerByShortName,
  getSignatures,
  getTimestampMs,
  listBasicCustomers,
  searchAlarms,
  searchBasicCustomers,
  searchCategories,
  searchSignatures,
};
