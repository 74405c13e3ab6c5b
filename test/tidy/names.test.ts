import { expect, test } from 'vitest';
import { ambiguous, sameInEach } from './names.ts';
import { handWritten } from './sources.ts';

const one = { path: 'a.ts', text: 'export const shown = 1;\nexport interface Row {}\nconst hidden = 2;' };
const other = {
  path: 'b.ts',
  text: 'export function shown() {}\nexport type Row = 1;\nexport async function hidden() {}',
};

test('an exported name that two files define is told with both', () => {
  expect(ambiguous([one, other], {})).toEqual(['Row is defined in a.ts and b.ts', 'shown is defined in a.ts and b.ts']);
});

test('what is handed on or overloaded is defined once', () => {
  const overloaded = 'export function of(x: 1): 1;\nexport function of(x: 2): 2;';
  expect(
    ambiguous([
      { path: 'a.ts', text: overloaded },
      { path: 'b.ts', text: "export { of } from './a.ts';" },
    ]),
  ).toEqual([]);
});

test('names that mean the same in each file may stand, and only there', () => {
  const allowed = {
    Row: { in: /^[ab]\.ts$/, why: 'what a table has' },
    shown: { in: /^a\.ts$/, why: 'as it is printed' },
  };
  expect(ambiguous([one, other], allowed)).toEqual(['shown is defined in a.ts and b.ts']);
});

test('at most fifteen names may stand, each with its reason, and each because it is there twice', () => {
  expect(Object.keys(sameInEach).length).toBeLessThanOrEqual(15);
  expect(
    Object.keys(sameInEach).filter((name) => !ambiguous(handWritten, {}).some((told) => told.startsWith(`${name} is`))),
  ).toEqual([]);
  for (const { why } of Object.values(sameInEach)) expect(why.length).toBeGreaterThan(10);
});
