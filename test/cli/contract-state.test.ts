import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/contract/report/report.ts';
import type { Target } from '../../src/contract/terms/target.ts';
import { originalsName, runStateOf } from '../../src/cli/contract/state.ts';

const target: Target = { url: 'http://127.0.0.1:1', isLive: true, products: [], credentials: [], writes: [] };
const report = { results: [], findings: [], ended: null } as unknown as Report;
const original = { product: 'argus', id: '1', value: {} };

/** A directory in which the state cannot be kept: something else stands in its place. */
function unwritable(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, `${originalsName}.new`));
  return folder;
}

test('where originals cannot be kept nothing is written, and the run ends as it would', () => {
  const { options, finish } = runStateOf(target, '1', join(unwritable(), originalsName));
  expect(() => options.originals?.keep([original])).toThrow(/cannot keep the state in/);
  // Nothing was changed, so there is nothing to keep.
  expect(() => finish(report)).not.toThrow();
});
