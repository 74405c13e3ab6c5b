import { expect, test } from 'vitest';
import { UserError } from '../../src/kernel/fault.ts';
import { driver } from '../../src/store/postgres/driver.ts';

test('the driver is taken from the first place that has it', () => {
  expect(driver(['/nowhere/package.json', import.meta.url])).toBe(driver());
});

test('where it is not installed, one line says how to get it', () => {
  expect(() => driver(['/nowhere/package.json'])).toThrow(
    new UserError('a store on PostgreSQL needs the package pg, which is not installed here: npm install pg'),
  );
});
