/** The law that nobody pays in one step for being the first: rows that nobody asked for yet are made in pieces, whoever asks. */
import { expect, test } from 'vitest';
import { forgetRowsMade, rowsMadeAtOnce } from '../../src/model/late-columns.ts';
import { drawn } from '../support/drawn.ts';
import { service, type Service } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';

const events = 6000;
/** Pages of a thousand events make that many rows. */
const most = 2048;

const lists = endpointsOf('argus')
  .filter(({ method, path, effect }) => method === 'GET' && effect === 'reads' && !path.includes('{'))
  .map(({ id, path }) => [id, (asked: Service) => asked.ask(path)] as const);

const search = (criteria: object) => (asked: Service) =>
  asked.ask('/events/v1/aggregated/search', { body: { startTimestamp: 0, limit: 25, ...criteria } });

const firstOf = async ({ ask }: Service): Promise<string> => (await ask('/events/v1/aggregated?limit=1')).data[0].id;

const others: readonly (readonly [string, (asked: Service) => Promise<unknown>])[] = [
  ['a sorted search', search({ sortBy: ['severity'] })],
  ['a search of both types', ({ ask }) => ask('/events/v2/event/search', { body: { limit: 25 } })],
  ['cases that are sorted', ({ ask }) => ask('/cases/v2/case/search', { body: { sortBy: ['lastUpdatedTimestamp'] } })],
  [
    'an assessment of one event',
    async (asked) => {
      const body = { eventIdentifiers: [await firstOf(asked)], update: { comment: 'seen' } };
      return asked.ask('/events/v1/aggregated', { method: 'PUT', body });
    },
  ],
  [
    'an assessment of all events',
    ({ ask }) =>
      ask('/events/v2/event/assess', {
        method: 'PUT',
        body: { assessment: { comment: 'seen' }, search: { type: ['aggregated'], indexStartTimestamp: 0, limit: 0 } },
      }),
  ],
  ['the status of the world', ({ ask }) => ask('/_sim')],
  ['its true events', ({ ask }) => ask('/_sim/truth/events')],
  ['a day that passes', ({ ask }) => ask('/_sim/clock/advance', { body: { by: '1d' } })],
];

test.each([...drawn('first requests', lists, 12), ...others])('%s is the first to be asked', async (_, request) => {
  const asked = await service({ events, seed: `first ${_}` });
  forgetRowsMade();
  const { status } = (await request(asked)) as { readonly status: number };
  expect(status).toBeLessThan(500);
  expect(rowsMadeAtOnce()).toBeLessThanOrEqual(most);
});

test('whether a request is within its budget does not depend on who asked before', async () => {
  const { ask } = await service({ events, requestBudget: 5 });
  const sorted = () => ask('/events/v1/aggregated/search', { body: { startTimestamp: 0, sortBy: ['severity'] } });
  expect([(await sorted()).status, (await sorted()).status]).toEqual([200, 200]);
});
