/** Every form in which attacks are published becomes a scenario: documents made up for these tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { planIn, scenarioFrom } from '../../../src/cli/scenario/from/from.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { parseScenario } from '../../../src/generator/scenario.ts';

/** Files of a folder of its own; the path of the first. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, Object.keys(files)[0] ?? '');
}

const techniquesIn = (name: string, text: string): readonly (string | null)[] =>
  planIn(folderOf({ [name]: text })).steps.map(({ technique }) => technique);

const blocks = {
  schema: 'attack_flow_v2',
  objects: [
    { id: 'flow', instance: 'f', properties: [['name', 'Grey Heron']], objects: ['b', 'a', 'o', 'l', 'm'] },
    { id: 'dynamic_line', instance: 'l', source: 'a-out', target: 'o-in', handles: [] },
    { id: 'dynamic_line', instance: 'm', source: 'o-out', target: 'b-in', handles: [] },
    { id: 'generic_latch', instance: 'a-out' },
    {
      id: 'action',
      instance: 'b',
      properties: [
        ['name', 'Sideways'],
        [
          'ttp',
          [
            ['tactic', 'TA0008'],
            ['technique', null],
          ],
        ],
      ],
      anchors: { 90: 'b-top' },
    },
    { id: 'AND_operator', instance: 'o', properties: [['operator', 'AND']], anchors: { 0: 'o-top', 180: 'o-bottom' } },
    {
      id: 'action',
      instance: 'a',
      properties: [
        ['name', 'A page'],
        [
          'ttp',
          [
            ['tactic', 'TA0001'],
            ['technique', 'T1189'],
          ],
        ],
      ],
      anchors: { 90: 'a-bottom' },
    },
    { id: 'vertical_anchor', instance: 'a-bottom', latches: ['a-out'] },
    { id: 'vertical_anchor', instance: 'o-top', latches: ['o-in'] },
    { id: 'vertical_anchor', instance: 'o-bottom', latches: ['o-out'] },
    { id: 'vertical_anchor', instance: 'b-top', latches: ['b-in'] },
  ],
};

const nestedBlocks = {
  version: '2.0.0',
  id: 'f',
  schema: { page_template: 'flow', templates: [] },
  objects: [
    { id: 'f', template: 'flow', children: ['b', 'a', 'l'], properties: [['name', 'Grey Heron']] },
    {
      id: 'b',
      template: 'action',
      children: ['b-top'],
      properties: [
        ['name', 'Copy'],
        ['technique_id', 'T1039 '],
      ],
    },
    {
      id: 'a',
      template: 'action',
      children: ['a-bottom'],
      properties: [
        ['name', 'Mail'],
        ['technique_id', 'T1566'],
      ],
    },
    { id: 'l', template: '@__builtin__line_vertical_elbow', children: ['out', 'in', 'h'], properties: [] },
    { id: 'a-bottom', template: '@__builtin__anchor', children: ['out'], properties: [] },
    { id: 'b-top', template: 'true_anchor', children: ['in'], properties: [] },
    { id: 'out', template: '@__builtin__line_source', children: [], properties: [] },
    { id: 'in', template: '@__builtin__line_target', children: [], properties: [] },
  ],
};

const drawn = {
  namespace: 'flow-1',
  nodes: [
    { id: '3', type: 'action', payload: { name: 'T1041 Sent out' } },
    { id: '2', type: 'asset', payload: { state: 'Compromised' } },
    { id: '1', type: 'action', payload: { name: 'T1566.001 A mail' } },
  ],
  edges: [
    { sourceId: '1', targetId: '2' },
    { sourceId: '2', targetId: '3' },
  ],
};

const layer = {
  name: 'Grey Heron',
  domain: 'enterprise-attack',
  techniques: [
    { techniqueID: 'T1486', score: 1 },
    { techniqueID: 'T1059', showSubtechniques: true },
    { techniqueID: 'T1086', color: '#ff0000' },
    { techniqueID: 'T1078', tactic: 'persistence', score: 1 },
    { techniqueID: 'T1078', tactic: 'initial-access', score: 1 },
    { techniqueID: 'T1113', score: 1, enabled: false },
  ],
};

const phase = (name: string) => [{ kill_chain_name: 'mitre-attack', phase_name: name }];
const pattern = (id: string, technique: string, tactic: string, more: object = {}) => ({
  type: 'attack-pattern',
  id,
  name: `what ${technique} is`,
  external_references: [{ source_name: 'mitre-attack', external_id: technique }],
  kill_chain_phases: phase(tactic),
  ...more,
});
const uses = (target: string) => ({
  type: 'relationship',
  id: `uses-${target}`,
  relationship_type: 'uses',
  source_ref: 'intrusion-set--1',
  target_ref: target,
  description: 'as was seen',
});
const group = {
  type: 'bundle',
  id: 'bundle--1',
  objects: [
    { type: 'intrusion-set', id: 'intrusion-set--1', name: 'Grey Heron' },
    pattern('p1', 'T1486', 'impact'),
    pattern('p2', 'T1566.001', 'initial-access'),
    pattern('p3', 'T1003', 'credential-access'),
    pattern('p4', 'T1059', 'execution', { revoked: true }),
    uses('p1'),
    uses('p2'),
  ],
};

test.each([
  ['flow.afb', JSON.stringify(blocks), ['T1189', null]],
  ['flow.afb', JSON.stringify(nestedBlocks, null, 2), ['T1566', 'T1039']],
  ['flow.afd', JSON.stringify(drawn), ['T1566.001', 'T1041']],
  [
    'flow.json',
    JSON.stringify({
      flow: { name: 'x' },
      actions: drawn.nodes.filter(({ type }) => type === 'action').map(({ id, payload }) => ({ id, ...payload })),
      relationships: [{ source: '1', target: '3' }],
    }),
    ['T1566.001', 'T1041'],
  ],
  ['layer.json', JSON.stringify(layer), ['T1078', 'T1059.001', 'T1486']],
  ['group.json', JSON.stringify(group), ['T1566.001', 'T1486']],
  ['list.txt', 'Way in\n- T1566.001 A mail\n- T1059/001: a script\n', ['T1566.001', 'T1059.001']],
  ['list.md', '| T1486 | [all encrypted](https://attack.mitre.org/techniques/T1486/) |\n', ['T1486']],
  ['list.csv', 'technique,name\nT1190,in\nT1021.002,on\n', ['T1190', 'T1021.002']],
  ['list.yaml', '- T1190\n- T1021.002 over a share\n', ['T1190', 'T1021.002']],
  ['list.json', '["T1190", {"technique_id": "T1486", "name": "all encrypted"}]', ['T1190', 'T1486']],
  ['steps.json', '{"steps": [{"technique": "T1190", "name": "in"}]}', ['T1190']],
  [
    'table.html',
    '<table>\n<tr><td>In<td><a href="https://x/techniques/T1021/002/">T1021.002</a></tr></table>',
    ['T1021.002'],
  ],
  ['tags.yaml', 'title: x\nrules:\n  - { name: in, tags: [attack.initial_access, attack.t1190] }\n', ['T1190']],
  ['older.yaml', 'name: x\nphases:\n  1: [{ name: in, tags: [attack.t1190] }]\n', ['T1190']],
  [
    'event.json',
    JSON.stringify({
      Event: {
        Galaxy: [{ GalaxyCluster: [{ value: 'In - T1190', tag_name: 'x="In - T1190"', meta: { id: ['T1190'] } }] }],
      },
    }),
    ['T1190'],
  ],
  ['threat.json', '{"threat": {"script": {"0": {"module": "run", "rtags": ["att&ck:T1082"]}}}}', ['T1082']],
  [
    'atomic.yaml',
    'attack_technique: T1003.001\natomic_tests:\n  - { name: a, description: b }\n  - { name: c }\n',
    ['T1003.001', 'T1003.001'],
  ],
  [
    'ability.yml',
    '- id: a\n  name: Look\n  tactic: discovery\n  technique: { attack_id: T1083, name: x }\n',
    ['T1083'],
  ],
])('%s is read as its authors publish it: %#', (name, text, techniques) => {
  const file = folderOf({ [name]: text });
  expect(planIn(file).steps.map(({ technique }) => technique)).toEqual(techniques);
  const written = folderOf({ 'written.yaml': scenarioFrom(file).text });
  const told = techniques.filter((technique) => technique !== null).length;
  expect(makeWorld({ seed: '1', scenario: parseScenario(written) }).stories.events).toHaveLength(told);
});

test('packs of an adversary are told where they stand, one that holds itself once', () => {
  const ability = (id: string, technique: string): string =>
    `- id: ${id}\n  name: Do ${id}\n  tactic: x\n  technique: { attack_id: ${technique}, name: x }\n`;
  const file = folderOf({
    'adversaries/heron.yml': 'id: heron\nname: Heron\natomic_ordering: [one-ability, "pack:some-pack", two-ability]\n',
    'adversaries/packs/some-pack.yml': 'id: some-pack\nname: P\nphases: { 1: [two-ability, "pack:some-pack"] }\n',
    'abilities/x/one-ability.yml': ability('one-ability', 'T1005'),
    'abilities/x/two-ability.yml': ability('two-ability', 'T1083'),
  });
  expect(planIn(file).steps.map(({ technique }) => technique)).toEqual(['T1005', 'T1083', null, 'T1083']);
});

test.each(['nothing here\n', '{"a": 1}', 'x: y\n', '[]', '42'])('%j is none of the forms, and is told so', (text) => {
  expect(() => techniquesIn(text.startsWith('n') ? 'a.txt' : 'a.yaml', text)).toThrow(/names no technique such as/);
});
