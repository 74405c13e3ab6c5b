import { readdirSync, readFileSync } from 'node:fs';
import { test, expect } from 'vitest';
import { commandClient } from '../../src/hunt/run/command.ts';
import type { HuntedClient } from '../../src/hunt/run/client.ts';
import { huntClient } from '../../src/hunt/search/hunt-client.ts';
import { hunt, type HuntSchedule } from '../../src/index.ts';
import { drawn } from '../support/drawn.ts';
import { clientFile, commandOf, faultyClients, rightClients } from './support/hunted.ts';

test('there are twenty faulty clients and five right ones, each short, in two languages', () => {
  const files = [...faultyClients, ...rightClients].map(({ file }) => file);
  const there = readdirSync(clientFile('')).filter((name) => /\.(py|mjs)$/.test(name) && !name.startsWith('common.'));
  expect(there.toSorted()).toEqual(files.toSorted());
  expect([faultyClients.length, rightClients.length]).toEqual([20, 5]);
  expect(files.filter((file) => readFileSync(clientFile(file), 'utf8').split('\n').length > 51)).toEqual([]);
  expect(files.filter((file) => file.endsWith('.py')).length).toBeGreaterThanOrEqual(10);
});

/** A disturbance by its kind; a fault by its effect, one of deliveries with `delivery` before it. */
const nameOf = (one: HuntSchedule['disturbances'][number]): readonly string[] =>
  one.kind === 'fault'
    ? Object.keys(one.effect).map((effect) => (one.on === 'delivery' ? `delivery ${effect}` : effect))
    : [one.kind];

const [schedules, acquitting] = process.env['FULL'] === undefined ? [150, 15] : [150, 300];
/** All of them are hunted in the half hour that the whole takes. */
const patience = 1_800_000;

test.each(drawn('faulty clients that are hunted', faultyClients, 1))(
  '$file is convicted for its own bug',
  async ({ file, shownBy, finding, hostile = false }) => {
    const { ended, conviction } = await hunt({ client: commandOf(file), schedules, hostile });
    expect(ended).toBe('found');
    expect(conviction).toMatchObject({ confirmed: 3, of: 3 });
    const disturbances = conviction?.run.schedule.disturbances ?? [];
    expect(disturbances.flatMap(nameOf).filter((name) => shownBy.includes(name))).not.toEqual([]);
    expect(disturbances.length).toBeLessThanOrEqual(3);
    expect(conviction?.run.verdict.findings[0]?.kind).toBe(finding);
  },
  patience,
);

/** Keeps running while the clock runs, a second of ours for a round. */
const daemonOf = (file: string): HuntedClient =>
  commandClient({
    command: commandOf(file),
    time: 'env',
    library: null,
    variables: {},
    timeout: 30_000,
    mode: { speed: 300 },
  });

test.each(drawn('right clients that are hunted', rightClients, 1))(
  '$file is acquitted',
  async ({ file, isDaemon = false, ...terms }) => {
    const usual = { seed: '1', scenario: 'empty', every: '5m', jobs: 2, hostile: false, without: [], flags: {} };
    const { ended, conviction } = isDaemon
      ? await huntClient({ ...usual, client: daemonOf(file), expect: {}, schedules: acquitting })
      : await hunt({ client: commandOf(file), schedules: acquitting, ...terms });
    expect([conviction?.run.schedule, conviction?.run.verdict.findings]).toEqual([undefined, undefined]);
    expect(ended).toBe('all');
  },
  patience,
);
