/** The commands by which users change how they prove who they are. A password stands in them as a digest alone. */
import type { Overlay } from '../../../../state/overlay.ts';
import type { Applier } from '../../../../state/state.ts';
import { credentialTable, type CredentialRecord } from '../../access/records.ts';

/** How many earlier passwords are remembered; assumed. */
const mostEarlier = 10;

export const untouched: CredentialRecord = { password: null, earlier: [], totp: 'scenario', pending: null };

export interface ChangePassword {
  /** Index of the account. */
  readonly owner: number;
  readonly digest: string;
  /** Of the password that it replaces. */
  readonly former: string;
}

const change = (overlay: Overlay, owner: number, changed: (record: CredentialRecord) => CredentialRecord): void => {
  const table = credentialTable(overlay);
  table.set(String(owner), changed(table.get(String(owner)) ?? untouched));
};

const changePassword: Applier = (overlay, { data }) => {
  const { owner, digest, former } = data as unknown as ChangePassword;
  change(overlay, owner, (record) => ({
    ...record,
    password: digest,
    earlier: [former, ...record.earlier].slice(0, mostEarlier),
  }));
  return null;
};

/** Each changes the generator of the account that writes. */
const initializeTotp: Applier = (overlay, { account }, seq) => {
  change(overlay, account, (record) => ({ ...record, pending: seq }));
  return { generator: seq };
};

const activateTotp: Applier = (overlay, { account }) => {
  change(overlay, account, (record) => ({ ...record, totp: record.pending ?? record.totp, pending: null }));
  return null;
};

const revokeTotp: Applier = (overlay, { account }) => {
  change(overlay, account, (record) => ({ ...record, totp: null }));
  return null;
};

export const credentialAppliers: Readonly<Record<string, Applier>> = {
  'argus/password/change': changePassword,
  'argus/totp/initialize': initializeTotp,
  'argus/totp/activate': activateTotp,
  'argus/totp/revoke': revokeTotp,
};
