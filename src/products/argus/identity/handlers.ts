/** What each operation of the authentication module does. */
import type { Handlers } from '../../../http/endpoint.ts';
import { getKey, initiateKey, listKeys, renewKey, revokeKey } from './keys/api-keys.ts';
import { logInBy } from './log-in/log-in.ts';
import type { Principal } from '../access/access.ts';
import type { IdentityRow } from './rows.ts';
import type { IdentityServices } from './services.ts';
import { legacyNewSession, newSession } from './sessions/new-session.ts';
import { changeCurrentUserPassword, passwordUserAuthorization, testUserPassword } from './log-in/password.ts';
import { initializeTotp, revokeTotp, totpUserAuthorization, verifyTotp } from './log-in/totp-generator.ts';
import {
  checkSessionFunctionPermission,
  checkSessionPermission,
  getMethods,
  getSessionAuthMethods,
  getSessionCustomers,
  getSessionFunctions,
} from './sessions/own-rights.ts';
import { clearSessionData, constrainSession, deleteSession, evictSession, getSession } from './sessions/own-session.ts';

export const identityHandlers: Handlers<IdentityRow, IdentityServices, Principal> = {
  passwordAuthentication: logInBy('PASSWORD', newSession),
  legacyPasswordAuthentication: logInBy('PASSWORD', legacyNewSession),
  ldapAuthentication: logInBy('LDAP', newSession),
  legacyLdapAuthentication: logInBy('LDAP', legacyNewSession),
  totpAuthentication: logInBy('TOTP', newSession),
  legacyTotpAuthentication: logInBy('TOTP', legacyNewSession),
  changeCurrentUserPassword,
  testUserPassword,
  passwordUserAuthorization,
  initializeTotp,
  verifyTotp,
  revokeTotp,
  totpUserAuthorization,
  getSession,
  constrainSession,
  deleteSession,
  clearSessionData,
  evictSession,
  evictSessionByAddress: evictSession,
  logout: deleteSession,
  logoutByGet: deleteSession,
  getMethods,
  getSessionAuthMethods,
  getSessionFunctions,
  getSessionCustomers,
  checkSessionFunctionPermission,
  checkSessionPermission,
  listApiKeys: listKeys,
  initiateApiKey: initiateKey,
  getApiKeyByPrefix: getKey,
  renewApiKeyByPrefix: renewKey,
  revokeApiKeyByPrefix: revokeKey,
  getApiKeyBySplitPrefix: getKey,
  renewApiKeyBySplitPrefix: renewKey,
  revokeApiKeyBySplitPrefix: revokeKey,
  listApiKeysForUser: listKeys,
  initiateApiKeyForUser: initiateKey,
  getApiKeyByPrefixForUser: getKey,
  renewApiKeyByPrefixForUser: renewKey,
  revokeApiKeyByPrefixForUser: revokeKey,
  getApiKeyBySplitPrefixForUser: getKey,
  renewApiKeyBySplitPrefixForUser: renewKey,
  revokeApiKeyBySplitPrefixForUser: revokeKey,
};
