/** Facts of rows that do not stand with the rows yet. */
import type { Facts } from '../../../http/facts.ts';
import { inBody, inQuery } from '../../../products/argus/row-facts.ts';

/** A user that nobody has: signing in as it must be refused, which is all that can be asked without somebody's password. */
const nobody = { examples: { body: { userName: 'siem-sim-contract', password: 'no-such-password' } } };
const nobodysCode = { examples: { body: { ...nobody.examples.body, tokenCode: '000000' } } };
const newKey = { examples: { body: { description: 'Made by a contract test', expirationDays: 1 } } };
const session = { effect: 'session' } as const;
const shortName = { $from: 'customers', member: 'shortName' };
const prefix = { parameterSources: { user: 1, prefix: 'no-such-key' } };
const splitPrefix = { parameterSources: { user: 1, prefixUser: 1, prefixKey: 99_999 } };

export const rowFacts: Readonly<Record<string, Facts & { readonly effect?: 'session' }>> = {
  passwordAuthentication: { ...session, ...nobody },
  legacyPasswordAuthentication: { ...session, ...nobody },
  ldapAuthentication: { ...session, ...nobody },
  legacyLdapAuthentication: { ...session, ...nobody },
  totpAuthentication: { ...session, ...nobodysCode },
  legacyTotpAuthentication: { ...session, ...nobodysCode },
  constrainSession: session,
  deleteSession: session,
  clearSessionData: session,
  evictSession: { ...session, parameterSources: { sessionIdentifier: 'no-such-session' } },
  evictSessionByAddress: { ...session, parameterSources: { sessionIdentifier: 'no-such-session', ip: '192.0.2.1' } },
  logout: session,
  logoutByGet: session,
  checkSessionFunctionPermission: { parameterSources: { function: 'eventLookup' } },
  checkSessionPermission: { parameterSources: { function: 'eventLookup', customer: shortName } },
  initiateApiKey: newKey,
  initiateApiKeyForUser: { ...newKey, parameterSources: { user: 1 } },
  listApiKeysForUser: { parameterSources: { user: 1 } },
  ...Object.fromEntries(
    ['get', 'renew', 'revoke'].flatMap((what) =>
      ['', 'ForUser'].flatMap((whose) => [
        [`${what}ApiKeyByPrefix${whose}`, prefix],
        [`${what}ApiKeyBySplitPrefix${whose}`, splitPrefix],
      ]),
    ),
  ),
  getTimestampMs: { examples: { query: { timestring: '-24hours' } } },
  listBasicCustomers: { ...inQuery, sortKeys: ['id', 'name', 'shortName', 'relevance'] },
  getBasicCustomer: { itemOf: ['listBasicCustomers'], parameterSources: { idOrShortName: shortName } },
  getCustomerByShortName: { parameterSources: { shortName } },
  getAlarms: inQuery,
  getAlarm: { itemOf: ['getAlarms'], parameterSources: { id: { $from: 'getAlarms', member: 'id' } } },
  getCategories: inQuery,
  getCategory: {
    itemOf: ['getCategories'],
    parameterSources: { idOrShortName: { $from: 'getCategories', member: 'id' } },
  },
  getSignatures: inQuery,
  getSignature: {
    itemOf: ['getSignatures'],
    parameterSources: { idOrSignature: { $from: 'getSignatures', member: 'signature' } },
  },
  getCaseMetadataById: { itemOf: ['advancedCaseSearch'], parameterSources: { id: { $from: 'cases' } } },
  advancedCaseSearch: { ...inBody, sortKeys: ['createdTimestamp', 'id'] },
};
