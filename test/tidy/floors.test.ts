import { expect, test } from 'vitest';
import { climbing, crossing } from './floors.ts';

const file = (path: string, text: string) => ({ path, text });

test.each([
  ['kernel/a.ts', '../model/b.ts', 'upwards'],
  ['generator/a.ts', '../pcap/b.ts', 'sideways'],
  ['products/argus/v1/a.ts', '../../usm/b.ts', 'sideways'],
  ['products/shared/a.ts', '../argus/b.ts', 'upwards'],
  ['products/usm/a.ts', '../index.ts', 'upwards'],
  ['http/a.ts', '../products/argus/b.ts', 'upwards'],
  ['sim/a.ts', '../contract/b.ts', 'sideways'],
  ['attic/a.ts', '../kernel/b.ts', 'no floor'],
  ['cli/a.ts', '../dev/b.ts', 'upwards'],
  ['products/acme/a.ts', '../usm/b.ts', 'sideways'],
])('%s may not import %s', (path, target, why) => {
  expect(climbing([file(path, `import { b } from '${target}';`)])).toEqual([expect.stringContaining(why)]);
});

test.each([
  ['model/a.ts', '../kernel/b.ts'],
  ['generator/detections/a.ts', './shared/b.ts'],
  ['products/argus/v2/a.ts', '../v1/b.ts'],
  ['products/usm/a.ts', '../shared/simulation.ts'],
  ['products/index.ts', './usm/plugin.ts'],
  ['cli/a.ts', '../index.ts'],
  ['dev/a.ts', '../generator/b.ts'],
  ['contract/products/acme/a.ts', '../../check.ts'],
])('%s may import %s', (path, target) => {
  expect(climbing([file(path, `import type { b } from '${target}';`)])).toEqual([]);
});

test('the suite knows products one by one', () => {
  const importing = (target: string) => file('contract/products/acme/a.ts', `import { b } from '${target}';`);
  expect(crossing([importing('../usm/b.ts')])).toHaveLength(1);
  expect(crossing([importing('./b.ts'), importing('../../check.ts')])).toEqual([]);
});
