/** Whole published emulation plans, as far as their steps name techniques: nearly every step is told by an alarm of the catalogue. Source: Adversary Emulation Library (Center for Threat-Informed Defense), ids in the order of the plans. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { planIn, scenarioFrom } from '../../../src/cli/scenario/from/from.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { parseScenario } from '../../../src/generator/scenario.ts';

/** Techniques of each step; steps that name none, such as what plays a user's part, need an alarm of one's own and are left out. */
const plans: Readonly<Record<string, string>> = {
  Sandworm: [
    'T1105 T1505.003 T1033 T1082 T1083 T1003.008 T1105 T1548.001 T1548.001 T1548.001 T1053.003 T1543.002',
    'T1003.008 T1552.003 T1552.004 T1021.002 T1569.002 T1547.001 T1547.001 T1033 T1082 T1083 T1049 T1105',
    'T1555.003 T1105 T1056.001 T1056.001 T1056.001 T1041 T1056.001 T1018 T1070.004 T1021.001 T1105',
    'T1021.001 T1105 T1105 T1486 T1021.001',
  ].join(' '),
  menuPass: [
    'T1105 T1135 T1018 T1018 T1046 T1016 T1016 T1003.001 T1003.002 T1569.002 T1560.001 T1074.001 T1537',
    'T1047 T1553.005',
  ].join(' '),
  'Wizard Spider': [
    'T1105 T1078 T1204.002 T1547.001 T1082 T1057 T1105 T1552 T1114.001 T1021.001 T1021.001 T1105 T1082',
    'T1007 T1087.001 T1087.002 T1016 T1049 T1082 T1482 T1069 T1558.003 T1021.001 T1105 T1021.001 T1105',
    'T1547.004 T1069.002 T1003.003 T1003.003 T1003.002 T1105 T1489 T1105 T1490 T1105 T1486 T1021.001',
  ].join(' '),
  OilRig: [
    'T1082 T1033 T1033 T1082 T1016 T1087.002 T1069.002 T1069.002 T1069.002 T1021 T1087.001 T1069.001',
    'T1049 T1057 T1007 T1082 T1012 T1087.002 T1069.002 T1018 T1555.004 T1041 T1105 T1505.003 T1082 T1033',
    'T1016 T1049 T1105 T1003.001 T1041 T1070.004 T1105 T1572 T1021.001 T1105 T1105 T1105 T1569.002 T1083',
    'T1048.003 T1070.004 T1070.004 T1070.004',
  ].join(' '),
  'Turla (Carbon)': [
    'T1566.002 T1204.002 T1069.002 T1059.001 T1574.011 T1105 T1112 T1033 T1110.003 T1070.004 T1570',
    'T1053.005 T1053.005 T1053.005 T1069.002 T1069.002 T1018 T1003 T1105 T1105 T1550.002 T1070.004',
    'T1056.001 T1056.001 T1056.001 T1070.004 T1105 T1105 T1021.004 T1105 T1021.004 T1070.004 T1205 T1189',
  ].join(' '),
};

function fileOf(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'published-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test.each(Object.entries(plans))(
  'of the steps of %s, 95 in 100 at least are told, and each makes its events',
  (_, ids) => {
    const all = ids.split(' ');
    const steps = all.map(
      (id, at) => `- { name: Step ${at}, technique: { attack_id: ${id} }, procedure_step: ${at}.A }\n`,
    );
    const file = fileOf('plan.yaml', `- emulation_plan_details: { adversary_name: x }\n${steps.join('')}`);
    expect(planIn(file).steps.map(({ technique }) => technique)).toEqual(all);
    const { text, told } = scenarioFrom(file);
    expect(told / all.length).toBeGreaterThanOrEqual(0.95);
    const world = makeWorld({ seed: '1', scenario: parseScenario(fileOf('written.yaml', text)) });
    expect(world.stories.events).toHaveLength(told);
  },
);
