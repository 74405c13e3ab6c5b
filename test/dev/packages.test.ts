/** Packages as the build makes them, which may leave out what nothing asks of them. */
import type { Faker } from '@faker-js/faker';
import { faker as installed } from '@faker-js/faker/locale/en';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fileOfPackage } from '../../src/kernel/late-packages.ts';
import { stream } from '../../src/kernel/random.ts';

const load = createRequire(import.meta.url);
const built = fileURLToPath(
  new URL(`../../dist/packages/${fileOfPackage('@faker-js/faker/locale/en')}`, import.meta.url),
);

/** Names as `generator/dictionaries/people.ts` asks for them. */
function namesOf(english: Faker): readonly string[] {
  const Make = english.constructor as typeof Faker;
  const chance = stream('1', 'names');
  const randomizer = { next: () => chance.word() / 0x1_0000_0000, seed: () => {} };
  const faker = new Make({ locale: english.rawDefinitions, randomizer });
  return Array.from({ length: 2000 }, () => `${faker.person.firstName()} ${faker.person.lastName()}`);
}

test('people are called the same by what is built as by the whole package', () => {
  expect(namesOf((load(built) as { readonly faker: Faker }).faker)).toEqual(namesOf(installed));
});
