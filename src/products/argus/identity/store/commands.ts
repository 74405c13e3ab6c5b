/** The commands of identity, and how each is applied. Secrets never stand in a command: they are made from its place in the log. */
import { quotas } from '../../../../kernel/quota.ts';
import { rangeText } from '../../../../kernel/net.ts';
import type { Applier } from '../../../../state/state.ts';
import type { Overlay } from '../../../../state/overlay.ts';
import {
  keyTable,
  keyPrefix,
  logInTable,
  publicKeyTable,
  sessionTable,
  type KeyRecord,
  type PublicKeyRecord,
  type SessionRecord,
} from '../../access/records.ts';
import { credentialAppliers } from './credential-commands.ts';

/** Live sessions of one account; the oldest makes room. Assumed. */
export const mostSessionsOfOne = 100;

export type CreateSession = Omit<SessionRecord, 'number' | 'account' | 'created'> & {
  /** True where somebody logged in for it. */
  readonly isLogIn?: boolean;
  /** Live sessions of everybody; the oldest makes room. Assumed. */
  readonly most?: number;
};
export type CreateKey = Pick<
  KeyRecord,
  'description' | 'expires' | 'sources' | 'cloud' | 'functions' | 'customers' | 'readOnly'
> & {
  /** Index of the account it is for. */
  readonly owner: number;
};
export type AddPublicKey = Omit<PublicKeyRecord, 'index'> & { readonly index: number | null };

const createSession: Applier = (overlay, { at, account, data }, seq) => {
  const { isLogIn = false, most = quotas.sessions.usual, ...given } = data as unknown as CreateSession;
  if (isLogIn) logInTable(overlay).set(`${account}/${given.method}`, { at, source: given.source });
  const table = sessionTable(overlay);
  // The oldest expire first, but for a few that were asked to end sooner: those are refused all the same.
  for (const [name, { expires }] of table) {
    if (expires > at) break;
    table.delete(name);
  }
  const numbers = overlay.table<readonly number[]>('argus/session-numbers');
  const own = (numbers.get(String(account)) ?? []).filter((number) => table.has(String(number)));
  for (const number of own.splice(0, Math.max(0, own.length + 1 - mostSessionsOfOne))) table.delete(String(number));
  numbers.set(String(account), [...own, seq]);
  while (table.size >= most) table.delete(table.keys().next().value ?? '');
  table.set(String(seq), { ...given, number: seq, account, created: at });
  return { session: seq };
};

const deleteSession: Applier = (overlay, { data }) =>
  sessionTable(overlay).delete(String((data as unknown as { readonly session: number }).session));

const createKey: Applier = (overlay, { at, account, data }, seq) => {
  const { owner, ...given } = data as unknown as CreateKey;
  const key = 1 + highest(keysOf(overlay, owner).map((record) => record.key));
  const prefix = keyPrefix(overlay.world.accounts[owner]?.id ?? 0, key);
  keyTable(overlay).set(prefix, {
    ...given,
    account: owner,
    key,
    created: at,
    createdBy: account,
    secret: seq,
    isDeleted: false,
  });
  return { prefix };
};

const renewKey: Applier = (overlay, { data }) => {
  const { prefix, expires } = data as unknown as { readonly prefix: string; readonly expires: number | null };
  return changed(overlay, prefix, { expires });
};

const deleteKey: Applier = (overlay, { data }) =>
  changed(overlay, (data as unknown as { readonly prefix: string }).prefix, { isDeleted: true });

const addPublicKey: Applier = (overlay, { data }) => {
  const given = data as unknown as AddPublicKey;
  const table = publicKeyTable(overlay);
  const uploaded = [...table.values()]
    .filter((record) => record.account === given.account)
    .map((record) => record.index);
  const declared = overlay.world.accounts[given.account]?.credentials.publicKeys.map((key) => key.index) ?? [];
  const index = given.index ?? 1 + highest([...uploaded, ...declared]);
  table.set(`${given.account}/${index}`, { ...given, index });
  return { index };
};

export const identityAppliers: Readonly<Record<string, Applier>> = {
  ...credentialAppliers,
  'argus/session/create': createSession,
  'argus/session/delete': deleteSession,
  'argus/key/create': createKey,
  'argus/key/renew': renewKey,
  'argus/key/delete': deleteKey,
  'argus/public-key/add': addPublicKey,
};

/** 0 for none. */
const highest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 0);

/** All keys of an account, deleted ones included: those of the scenario as the log has changed them, then the log's own. */
export function keysOf({ world, table }: Pick<Overlay, 'world' | 'table'>, account: number): readonly KeyRecord[] {
  const records = keyTable({ table });
  const declared = world.keys
    .filter((key) => key.account.index === account)
    .map(
      (key): KeyRecord =>
        records.get(keyPrefix(key.account.id, key.key)) ?? {
          account,
          key: key.key,
          description: key.label,
          created: world.start,
          createdBy: account,
          expires: key.expires,
          sources: key.sources?.map(rangeText) ?? null,
          functions: key.functions,
          customers: key.customers?.map((customer) => customer.index) ?? null,
          readOnly: key.readOnly,
          secret: null,
          isDeleted: false,
        },
    );
  return [
    ...declared,
    ...[...records.values()].filter((record) => record.account === account && record.secret !== null),
  ];
}

function changed(overlay: Overlay, prefix: string, change: Partial<KeyRecord>): boolean {
  const owner = overlay.world.accounts.find((account) => prefix.startsWith(`${account.id.toString(16)}/`));
  const record = keysOf(overlay, owner?.index ?? -1).find((key) => keyPrefix(owner?.id ?? 0, key.key) === prefix);
  if (record === undefined) return false;
  keyTable(overlay).set(prefix, { ...record, ...change });
  return true;
}
