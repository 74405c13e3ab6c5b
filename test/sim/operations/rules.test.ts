import { test, expect } from 'vitest';
import { detections } from '../../../src/generator/detections/index.ts';
import { service } from '../../support/service.ts';

const sids = detections
  .filter((one) => one.rule !== undefined)
  .flatMap((one) => one.alarms.map((alarm) => alarm.sid))
  .toSorted((one, two) => one - two);

test('the rules of every alarm are served to everybody, for both engines', async () => {
  const { ask } = await service({ events: 10 });
  for (const name of ['suricata.rules', 'snort3.rules']) {
    const { status, headers, text } = await ask(`/_sim/rules/${name}`, { key: null });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const rules = text.split('\n').filter((line) => line.startsWith('alert '));
    const found = rules.map((line) => Number(/ sid:(\d+);/.exec(line)?.[1])).toSorted((one, two) => one - two);
    expect(found).toEqual(sids);
  }
});

test('the rules say which networks are at home, and Snort gets its thresholds', async () => {
  const { ask, world } = await service({ events: 10 });
  const { text } = await ask('/_sim/rules/suricata.rules');
  expect(text).toMatch(/^# .*\n# suricata -S suricata\.rules .*HOME_NET=\[[\d.:a-f/,]+\]'\n/);
  expect(world.customers.length).toBeGreaterThan(0);
  const lua = (await ask('/_sim/rules/snort3.lua')).text;
  expect(lua).toContain("ips.variables.nets.HOME_NET = '[10.");
  expect(lua).toMatch(/\{ gid = 1, sid = 1000\d{3}, type = 'threshold'/);
});

test('rules are only read, and other names are not there', async () => {
  const { ask } = await service({ events: 10 });
  const refused = await ask('/_sim/rules/snort3.rules', { method: 'DELETE' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect((await ask('/_sim/rules/other.rules')).status).toBe(404);
});
