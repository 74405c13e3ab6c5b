/** No false alarm: six runs of the matrix, drawn by the commit, each as far as it comes in its time; `npm run matrix` runs all of them whole. */
import { expect, test } from 'vitest';
import { drawn } from '../support/drawn.ts';
import { cellName, cells, reportOfCell } from './cell.ts';

/** A bound for the suite, not for the machine: what it does not reach in this time is another commit's sample. */
const seconds = 20;

test.each(drawn('runs of the matrix', cells.map(cellName), 6))('%s: nothing is found', async (name) => {
  const cell = cells.find((one) => cellName(one) === name)!;
  const { findings, ended } = await reportOfCell(cell, { profile: 'quick', seconds });
  expect(findings.filter(({ kind }) => kind === 'violation')).toEqual([]);
  expect([null, `the ${seconds} s are over`]).toContain(ended);
});
