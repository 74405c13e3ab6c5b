/** Events per interval, as the control plane counts them. */
import { expect, test } from 'vitest';
import { controlled } from '../../support/control.ts';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

test('every event is counted once, in the interval of its time and by its severity', async () => {
  const simulator = await controlled({ events: 200 });
  const { columns, length } = { columns: simulator.model.aggregated, length: simulator.model.aggregated.length };
  const { json } = await simulator.tell('GET', '/_sim/timeline?intervals=24');
  expect(json.count).toBe(length);
  const bySeverity = ['low', 'medium', 'high', 'critical'].map((name) => sumOf(json.severities[name]));
  const seen = [0, 0, 0, 0];
  for (let row = 0; row < length; row++) seen[columns.severity[row] ?? 0]!++;
  expect(bySeverity).toEqual(seen);
  const from = Date.parse(json.from) + json.width * 3;
  const narrow = await simulator.tell('GET', `/_sim/timeline?intervals=1&from=${from}&to=${from + json.width}`);
  const third = Object.values(json.severities as Record<string, readonly number[]>).map((counts) => counts[3] ?? 0);
  expect(narrow.json.count).toBe(sumOf(third));
});

test('what comes while the clock runs on is counted, and a world counts its own', async () => {
  const simulator = await controlled({ scenario: 'ransomware' });
  simulator.world('quiet', { scenario: 'empty' });
  const before = await simulator.tell('GET', '/_sim/timeline');
  await simulator.tell('POST', '/_sim/clock/advance', { by: '1d' });
  const after = await simulator.tell('GET', '/_sim/timeline');
  expect(after.json.count).toBeGreaterThan(before.json.count);
  expect((await simulator.tell('GET', '/w/quiet/_sim/timeline')).json.count).toBe(0);
});

test.each(['from=tomorrow', 'to=now', 'intervals=0', 'intervals=1000'])('%s is refused', async (query) => {
  const simulator = await controlled();
  expect((await simulator.tell('GET', `/_sim/timeline?${query}`)).status).toBe(422);
});
