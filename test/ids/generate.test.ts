import { test, expect } from 'vitest';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCommand } from '../../src/cli/generate.ts';
import { missingTools } from '../../src/cli/ids/gate.ts';
import { startSuricata } from '../../src/cli/ids/suricata.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { homeOf } from '../../src/sim/operations/rules.ts';

interface Expected {
  readonly file: string;
  readonly sid: number;
  readonly count: number;
  readonly sha256: string;
}

/** Runs `generate` into a folder of its own, which is gone afterwards. */
async function generated(flags: readonly string[], use: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-test-'));
  try {
    const options = ['--events', '60', '--rules', join(folder, 'rules'), '--pcap', join(folder, 'pcap'), ...flags];
    await (await generateCommand()).exitOverride().parseAsync(options, { from: 'user' });
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const expectedIn = (folder: string): readonly Expected[] =>
  readFileSync(join(folder, 'pcap', 'expected.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('generate leaves rules, captures and what each capture must raise', async () => {
  await generated([], (folder) => {
    expect(readdirSync(join(folder, 'rules')).toSorted()).toEqual(['snort3.lua', 'snort3.rules', 'suricata.rules']);
    const expected = expectedIn(folder);
    expect(expected.length).toBeGreaterThan(40);
    expect(readdirSync(join(folder, 'pcap'))).toHaveLength(expected.length + 1);
    for (const { file, sha256 } of expected) {
      const bytes = readFileSync(join(folder, 'pcap', file));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  });
});

test('two partitions have the captures of the whole', async () => {
  const files: string[] = [];
  for (const part of ['1/2', '2/2'])
    await generated(
      ['--partition', part],
      (folder) => void files.push(...expectedIn(folder).map(({ sha256 }) => sha256)),
    );
  await generated([], (folder) => expect(expectedIn(folder).map(({ sha256 }) => sha256)).toEqual(files));
});

test('generate without anywhere to write says so', async () => {
  await expect((await generateCommand()).exitOverride().parseAsync([], { from: 'user' })).rejects.toThrow('--pcap');
});

test.skipIf(missingTools().length > 0)(
  'the files alone let Suricata repeat the proof',
  { timeout: 300_000 },
  async () => {
    await generated([], async (folder) => {
      const rules = readFileSync(join(folder, 'rules', 'suricata.rules'), 'utf8');
      const home = homeOf(makeWorld({ seed: '1', scenario: readScenario('default'), events: 0 }));
      const suricata = await startSuricata({ folder: join(folder, 'ids'), rules, home, inline: false });
      for (const { file, sid, count } of expectedIn(folder)) {
        const records = await suricata.run(file, readFileSync(join(folder, 'pcap', file)));
        const raised = records.flatMap(
          (one) => (one['alert'] as { signature_id: number } | undefined)?.signature_id ?? [],
        );
        const own = raised.filter((one) => one < 2_200_000);
        expect(own, file).toEqual(Array.from({ length: count }, () => sid));
      }
      await suricata.stop();
    });
  },
);
