/** Users by name or id. */
import type { Account, World } from '../../../../model/world.ts';

/** The name that a user logs in by; that of the scenario costs nothing, the others the naming of everybody. */
export const userNameOf = (world: World, account: Account): string =>
  account.userName ?? world.users()[account.index]?.userName ?? '';

const byName = new WeakMap<readonly Account[], ReadonlyMap<string, Account>>();

/** The account that a user name or decimal id belongs to. Names of the scenario come first: the others cost the naming of everybody. */
export function accountNamed(world: World, name: string): Account | undefined {
  const declared = world.accounts.find((account) => account.userName === name);
  if (declared !== undefined) return declared;
  if (/^\d{1,15}$/.test(name)) return world.accounts.find((account) => account.id === Number(name));
  let names = byName.get(world.accounts);
  if (names === undefined) {
    names = new Map(world.users().map((user) => [user.userName, world.accounts[user.index] as Account]));
    byName.set(world.accounts, names);
  }
  return names.get(name);
}

const byAnyName = new WeakMap<readonly Account[], ReadonlyMap<string, Account>>();

/** Whom somebody who tries passwords means: one user, by user name, id or e-mail address, in any case. Names of nobody stand for themselves. */
export function guessedUser(world: World, name: string): string {
  const plain = name.trim().toLowerCase();
  let names = byAnyName.get(world.accounts);
  if (names === undefined) {
    const entries = world.users().flatMap(({ index, userName, email, id }) => {
      const account = world.accounts[index] as Account;
      return [userName, email, String(id)].map((one) => [one.toLowerCase(), account] as const);
    });
    names = new Map(entries);
    byAnyName.set(world.accounts, names);
  }
  const meant = accountNamed(world, name) ?? names.get(plain);
  return meant === undefined ? plain : `user ${meant.id}`;
}
