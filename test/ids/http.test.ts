import { test, expect } from 'vitest';
import { gateCaseOf } from '../../src/cli/ids/captured.ts';
import { capturedEvent, type EventBody } from '../../src/products/argus/captured-events.ts';
import type { GateCase } from '../../src/cli/ids/case.ts';
import { judgeCaptures, missingTools } from '../../src/cli/ids/gate.ts';
import { stream } from '../../src/kernel/random.ts';
import { homeOf } from '../../src/sim/operations/rules.ts';
import { breaches } from '../pcap/invariants.ts';
import { fullKey, service } from '../support/service.ts';

const gated = test.skipIf(missingTools().length > 0);

/** Some of the items, drawn at random without repetition. */
function drawn<T>(items: readonly T[], count: number, name: string): readonly T[] {
  const chance = stream('ids', name);
  const left = [...items];
  return Array.from({ length: count }, () => left.splice(chance.below(left.length), 1)).flat();
}

/** 60 aggregated and 15 raw events of the default scenario, all that is known of them asked over HTTP. */
async function asked(): Promise<{
  readonly cases: readonly GateCase[];
  readonly home: readonly string[];
  readonly rules: string;
}> {
  const api = await service({ events: 10_000 });
  const criteria = { includeFlags: ['HAS_PCAP'], limit: 10_000, startTimestamp: 0 };
  const aggregated = (await api.search<EventBody[]>(criteria)).data;
  const raw = (await api.searchRaw<EventBody[]>(criteria)).data.map((body) => ({
    ...body,
    endTimestamp: body.timestamp,
  }));
  const cases: GateCase[] = [];
  for (const event of [...drawn(aggregated, 60, 'aggregated'), ...drawn(raw, 15, 'raw')]) {
    const answer = await fetch(`${api.url}/events/v1/${event.id}/pcap`, { headers: { 'Argus-API-Key': fullKey } });
    const file = new Uint8Array(await answer.arrayBuffer());
    cases.push(gateCaseOf(capturedEvent(event, file)));
  }
  const rules = await (await fetch(`${api.url}/_sim/rules/suricata.rules`)).text();
  return { cases, home: homeOf(api.world), rules };
}

test('captures of 75 random events, fetched over HTTP, hold all invariants', async () => {
  const { cases } = await asked();
  expect(cases.flatMap(({ name, file }) => breaches(file).map((fault) => `${name}: ${fault}`))).toEqual([]);
});

gated(
  'tshark and Suricata, with the rules that are served, confirm 75 random events fetched over HTTP',
  { timeout: 300_000 },
  async () => {
    const { cases, home, rules } = await asked();
    const verdicts = await judgeCaptures(cases, { rules, home });
    expect(verdicts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))).toEqual([]);
  },
);
