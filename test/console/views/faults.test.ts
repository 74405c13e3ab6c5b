/** Presets: there is one for every effect, and the control plane takes each, as a rule and as a header. */
import { expect, test } from 'vitest';
import { headerOfEffect, presetGroups } from '../../../src/console/views/faults/presets.ts';
import { schemaDocument } from '../../../src/kernel/schema-walk.ts';
import { controlled } from '../../support/control.ts';

const presets = presetGroups.flatMap((group) => group.presets);

test('every effect has a preset', () => {
  const { properties } = schemaDocument('sim/fault.schema.json') as any;
  const begun = new Set(presets.flatMap(({ effect }) => Object.keys(effect)));
  expect(Object.keys(properties.effect.properties).filter((name) => !begun.has(name))).toEqual([]);
});

test('each preset is a rule that the control plane takes, and a header that one request is met by', async () => {
  const { tell, url } = await controlled();
  for (const { title, ...rule } of presets)
    expect([title, (await tell('POST', '/_sim/faults', rule)).status]).toEqual([title, 201]);
  await tell('DELETE', '/_sim/faults');
  const [name = '', ...rest] = headerOfEffect({ error: 429, retryAfter: 7 }).split(': ');
  const headers = { 'Argus-API-Key': '1/2/mysecretapikey', [name]: rest.join(': ') };
  const { status, headers: answered } = await fetch(`${url}/events/v1/aggregated`, { headers });
  expect([status, answered.get('Retry-After')]).toEqual([429, '7']);
});
