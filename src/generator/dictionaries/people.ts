/** Users: made on first use, because names come from faker and most runs never show one. */
import type { Faker } from '@faker-js/faker';
import { latePackage } from '../../kernel/late-packages.ts';
import { stream } from '../../kernel/random.ts';
import type { Account, Credentials, Customer, User } from '../../model/world.ts';
import { customersOf } from '../../model/customers.ts';
import { makePublicKeys } from './keys.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The accounts of a scenario, in its order; ids that it does not give follow the highest it gives. */
export function makeAccounts(scenario: Scenario, customers: readonly Customer[]): readonly Account[] {
  const byName = (shortName: string): Customer => {
    const found = customers.find((customer) => customer.shortName === shortName);
    if (found === undefined) throw new Error(`no customer ${shortName}`);
    return found;
  };
  let nextId = Math.max(0, ...scenario.users.map((user) => user.id ?? 0));
  const accounts: Account[] = [];
  for (const user of scenario.users) {
    for (let copy = 0; copy < (user.count ?? 1); copy++) {
      const all = user.role === 'analyst' ? null : [byName(user.customer)];
      accounts.push({
        index: accounts.length,
        id: copy === 0 && user.id !== undefined ? user.id : ++nextId,
        userName: copy === 0 ? (user.userName ?? null) : null,
        customer: byName(user.customer),
        analyst: user.role === 'analyst',
        functions: user.functions ?? scenario.permissions.roles[user.role],
        customers: user.customers === undefined ? all : customersOf(user.customers, customers),
        credentials: copy === 0 ? credentialsOf(user, customers) : none,
      });
    }
  }
  return accounts;
}

const none: Credentials = { password: null, mustChange: false, ldap: false, totp: null, publicKeys: [] };

const credentialsOf = (user: Scenario['users'][number], customers: readonly Customer[]): Credentials => ({
  password: user.password ?? null,
  mustChange: user.mustChangePassword ?? false,
  ldap: user.ldap ?? false,
  totp: user.totp ?? null,
  publicKeys: makePublicKeys(user.publicKeys ?? [], customers),
});

/** Gives an account its person; each has a stream of its own, so adding one never renames another. */
export function makePeople(seed: string, accounts: readonly Account[]): readonly User[] {
  // One locale only: the main module would load all of them. Chance is injected, so nobody else's faker is seeded.
  const { faker: english } = latePackage('@faker-js/faker/locale/en');
  const Make = english.constructor as typeof Faker;
  let chance = stream(seed, 'people');
  const randomizer = { next: () => chance.word() / 0x1_0000_0000, seed: () => {} };
  const faker = new Make({ locale: english.rawDefinitions, randomizer });
  return accounts.map((account) => {
    chance = stream(seed, `people/${account.index}`);
    const name = `${faker.person.firstName()} ${faker.person.lastName()}`;
    const userName = account.userName ?? `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${account.id}`;
    return { ...account, name, userName, email: `${userName}@${account.customer.shortName}.example` };
  });
}
