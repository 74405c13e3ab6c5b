import { test, expect } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateCase, Claim } from '../../src/cli/ids/case.ts';
import { claimOf } from './claims.ts';
import { judgeCaptures, missingTools, type GateVerdict } from '../../src/cli/ids/gate.ts';
import { startSuricata } from '../../src/cli/ids/suricata.ts';
import { detections } from '../../src/generator/detections/index.ts';
import { suricataRules } from '../../src/generator/rules.ts';
import { captureOfFlows } from '../../src/pcap/file.ts';
import { cutInHalf, mutants } from '../pcap/mutants.ts';
import { home, network, plain, sightingOf } from '../pcap/sightings.ts';

const missing = missingTools();
if (missing.length > 0) console.warn(`SKIPPED: the gate's negative controls need ${missing.join(' and ')}`);
const gated = test.skipIf(missing.length > 0);
const rules = suricataRules(detections);

function honest(shortName: string, hosts: readonly [number, number]): Omit<GateCase, 'name'> {
  const one = network.find(({ alarm }) => alarm.shortName === shortName);
  if (one === undefined) throw new Error(`no alarm ${shortName}`);
  const sighting = sightingOf(one, { ...plain, hosts });
  return {
    file: captureOfFlows(one.detection.flows?.(sighting) ?? [], sighting.chance),
    claim: claimOf(one.detection, sighting),
  };
}

const web = honest('sqli-time', [11, 12]);
const scan = honest('scan-syn', [13, 14]);
const download = honest('download-pe', [15, 16]);
const claiming = (one: Omit<GateCase, 'name'>, change: Partial<Claim>): Omit<GateCase, 'name'> => ({
  ...one,
  claim: { ...one.claim, ...change },
});

const broken: Readonly<Record<string, Omit<GateCase, 'name'>>> = {
  ...Object.fromEntries(Object.entries(mutants).map(([name, mutate]) => [name, { ...web, file: mutate(web.file) }])),
  'a file cut within a frame': { ...web, file: cutInHalf(web.file) },
  'a count that is one too many': claiming(web, {
    times: [...web.claim.times, (web.claim.times.at(-1) ?? 0) + 1_000_000],
  }),
  'a count that is one too few': claiming(web, { times: web.claim.times.slice(0, -1) }),
  'the wrong signature': claiming(web, { signature: '1:1000042' }),
  'a claimed time one microsecond off': claiming(web, { times: web.claim.times.map((time) => (time ?? 0) + 1) }),
  'another source address': claiming(web, { ends: { ...web.claim.ends, source: '203.0.113.99' } }),
  'another port at the first trigger': claiming(web, { ends: { ...web.claim.ends, sourcePort: 40_001 } }),
  'another domain': claiming(web, { domain: 'elsewhere.example.com' }),
  'another uri': claiming(web, { uri: '/elsewhere' }),
  'another file hash': claiming(download, {
    properties: { ...download.claim.properties, 'file.sha256': ['0'.repeat(64)] },
  }),
  "another capture's traffic in the same file": { ...web, file: Buffer.concat([web.file, scan.file.subarray(24)]) },
};

/** Judged in one go, when the first test asks. */
let judged: Promise<ReadonlyMap<string, GateVerdict>> | null = null;
const verdictOf = async (name: string): Promise<GateVerdict | undefined> => {
  const cases = [...Object.entries(broken), ['honest', web] as const].map(([title, one]) => ({ ...one, name: title }));
  judged ??= judgeCaptures(cases, { rules, home }).then((verdicts) => new Map(verdicts.map((one) => [one.name, one])));
  return (await judged).get(name);
};

gated('the gate accepts the capture that the broken ones are made of', { timeout: 300_000 }, async () => {
  expect((await verdictOf('honest'))?.faults).toEqual([]);
});

for (const name of Object.keys(broken))
  gated(`the gate rejects ${name}`, { timeout: 300_000 }, async () => {
    expect((await verdictOf(name))?.faults).not.toEqual([]);
  });

gated('the gate rejects a wrong HOME_NET', { timeout: 300_000 }, async () => {
  const [verdict] = await judgeCaptures([{ ...web, name: 'foreign' }], { rules, home: ['172.31.0.0/16'] });
  expect(verdict?.faults).toContain('suricata: raised 1:1000043 0 times instead of 3');
});

async function startWith(text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-ids-'));
  try {
    const suricata = await startSuricata({ folder, rules: text, home, inline: false, engineEvents: null });
    await suricata.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

gated('the gate does not start without rules', { timeout: 300_000 }, async () => {
  await expect(startWith('')).rejects.toThrow(/0 rules|No rule/i);
});

gated('the gate does not start with a rule that does not load', { timeout: 300_000 }, async () => {
  await expect(
    startWith('alert http any any -> any any (msg:"broken"; no.such.buffer; sid:1; rev:1;)\n'),
  ).rejects.toThrow();
});
