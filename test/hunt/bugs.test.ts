import { readFileSync } from 'node:fs';
import { test, expect, describe, onTestFinished } from 'vitest';
import { listOfBugs } from '../../src/cli/scenario/list.ts';
import { bugScenarios, readScenario } from '../../src/generator/scenario.ts';
import { startSimulator, type VerifyOptions } from '../../src/index.ts';
import { blueTeam, naiveArgus } from './support/naive-argus.ts';
import { naiveArgusFaults, naiveNumbers, naiveUsmFaults, rightDetails, rightNumbers } from './support/naive-faults.ts';
import { naiveUsm } from './support/naive-usm.ts';
import { doorsOf, played, sinkName, type Client, type Json } from './support/poll.ts';
import { rightArgus, rightByCount, rightUsm } from './support/right.ts';
import { commentsLike, naiveWriter, rightWriter } from './support/writers.ts';

interface Pair {
  readonly naive: Client;
  readonly right: Client;
  /** What is verified, where it is not all events of Argus, delivered at least once. */
  readonly verify?: VerifyOptions;
}

const ofUsm = { product: 'usm', kind: 'alarms' } as const;
const pairs: Readonly<Record<string, Pair>> = {
  ...Object.fromEntries(
    Object.entries({ ...naiveArgus, ...naiveArgusFaults }).map(([name, naive]) => [name, { naive, right: rightArgus }]),
  ),
  ...Object.fromEntries(
    Object.entries({ ...naiveUsm, ...naiveUsmFaults }).map(([name, naive]) => [
      name,
      { naive, right: rightUsm, verify: ofUsm },
    ]),
  ),
  'last-event-again': { naive: naiveArgus['last-event-again']!, right: rightArgus, verify: { doubles: 'forbidden' } },
  'listed-before-it-can-be-got': {
    naive: naiveUsmFaults['listed-before-it-can-be-got']!,
    right: rightDetails,
    verify: ofUsm,
  },
  'null-for-a-list': {
    naive: naiveArgusFaults['null-for-a-list']!,
    right: rightArgus,
    verify: { ignore: ['comments'] },
  },
  'short-page-is-the-end': {
    naive: naiveArgus['short-page-is-the-end']!,
    right: rightByCount(blueTeam),
    verify: { criteria: blueTeam },
  },
};

async function verdictOf(name: string, client: Client, options: VerifyOptions = {}) {
  const { simulator, began, crashes } = await played(`bugs/${name}`, client);
  const verification = await simulator.sink(sinkName).verify({ product: 'argus', from: began, ...options });
  return { ...verification, crashes };
}

describe('a naive client fails, and a right one does not', () => {
  test.each(Object.keys(pairs))('%s', async (name) => {
    const { naive, right, verify } = pairs[name]!;
    expect(await verdictOf(name, right, verify)).toMatchObject({ ok: true, crashes: [] });
    expect(await verdictOf(name, naive, verify)).toMatchObject({ ok: false });
  });

  test.each([
    ['naive', naiveNumbers, false],
    ['right', rightNumbers, true],
  ] as const)('wide-numbers: a %s client', async (_, client, isWhole) => {
    const { simulator } = await played('bugs/wide-numbers', client);
    const [delivery] = await simulator.sink(sinkName).list();
    const shown = await doorsOf(simulator).argus('/events/v1/aggregated/search', { startTimestamp: 0, limit: 1 });
    const [number = ''] = /(?<="alarmID":)\d{16,}/.exec(await shown.text()) ?? [];
    expect(number).not.toBe('');
    expect(delivery?.body.includes(number)).toBe(isWhole);
  });

  test.each([
    ['naive', naiveWriter, 2],
    ['right', rightWriter, 1],
  ] as const)('write-repeated: a %s client', async (_, client, comments) => {
    const { simulator } = await played('bugs/write-repeated', client);
    const [delivery] = await simulator.sink(sinkName).list();
    const [event] = JSON.parse(delivery?.body ?? '[]') as Json[];
    expect(await commentsLike(doorsOf(simulator), event)).toBe(comments);
  });
});

test('every bug has a scenario, and every scenario its clients', () => {
  expect(bugScenarios()).toEqual(
    [...Object.keys(pairs), 'wide-numbers', 'write-repeated'].map((name) => `bugs/${name}`).toSorted(),
  );
});

test.each(bugScenarios())(
  '%s says what a right client does, where it was seen, and when to poll, and is small',
  (name) => {
    const { title, bug, volume, stories } = readScenario(name);
    expect(bug?.seen?.length).toBeGreaterThan(0);
    expect([title, bug?.right]).toEqual([expect.stringMatching(/[^.]$/), expect.stringMatching(/[^.]$/)]);
    expect([volume.events, Object.keys(stories ?? {})]).toEqual([0, ['what-happens']]);
  },
);

test('docs/hunt.md lists them all', () => {
  const text = readFileSync(new URL('../../docs/hunt.md', import.meta.url), 'utf8');
  const row = ({ name, title, right }: ReturnType<typeof listOfBugs>[number]): string =>
    `| \`${name.slice(5)}\` | ${title} | ${right} |`;
  expect(text.split('\n').filter((line) => /^\| `[a-z0-9-]+` \| .* \| .* \|$/.test(line))).toEqual(
    listOfBugs().map(row),
  );
});

test('worlds play them by name', async () => {
  const simulator = await startSimulator({ events: 1 });
  onTestFinished(() => simulator.close());
  const answer = await fetch(`${simulator.controlUrl}/worlds/mine`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ scenario: 'bugs/late-arrival' }),
  });
  expect([answer.status, await answer.json()]).toEqual([
    201,
    expect.objectContaining({ scenario: 'bugs/late-arrival' }),
  ]);
});
