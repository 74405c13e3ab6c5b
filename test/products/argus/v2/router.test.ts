/** Every form of path below /events/v2 reaches its own operation, and no other; wrong methods are told which are right. */
import { test, expect } from 'vitest';
import { service } from '../../../support/service.ts';

const root = '/events/v2/event';

/** Path, and for each method what answers: `data` tells operations apart where the status does not. */
const uuid = '6c36deb6-d5e3-461c-bab4-fca397006cb9';

test('paths of one event are told apart by their first and last segment', async () => {
  const at = await service({ events: 50 });
  const { data } = await at.ask(`${root}?limit=1&type=aggregated`);
  const [type, time, customer, id] = data[0].id.split('/');
  const three = `${time}/${customer}/${id}`;
  const forms: readonly (readonly [string, string, (data: any) => boolean])[] = [
    [three, 'the event', (found) => found.uuid === id],
    [`${type}/${three}`, 'the event', (found) => found.uuid === id],
    [`NIDS/${three}`, 'the event, whatever its type', (found) => found.uuid === id],
    [`${three}/links`, 'links', (found) => found[0].uri.startsWith('/alarms/')],
    [`${type}/${three}/links`, 'links', (found) => found[0].uri.startsWith('/alarms/')],
    [`${three}/lineage`, 'lineage', (found) => found.every((item: any) => 'eventLastUpdatedTimestamp' in item)],
    [`${type}/${three}/lineage`, 'lineage', (found) => found.every((item: any) => 'eventLastUpdatedTimestamp' in item)],
  ];
  for (const [path, what, isIt] of forms) {
    const answer = await at.ask(`${root}/${path}`);
    expect([path, what, answer.status, isIt(answer.data)]).toEqual([path, what, 200, true]);
  }
});

/** [method, path, status, Allow]: 404 with an envelope where nothing is, 412 where a part is of the wrong shape. */
const table: readonly (readonly [string, string, number, string | null])[] = [
  ['GET', '/search', 405, 'POST'],
  ['PUT', '/search', 405, 'POST'],
  ['GET', '/statistics', 405, 'POST'],
  ['GET', '/assess', 405, 'PUT'],
  ['POST', '/assess', 405, 'PUT'],
  ['GET', '/bulk', 405, 'POST'],
  ['GET', '/reindex', 405, 'PUT'],
  ['PUT', '', 405, 'GET, POST'],
  ['DELETE', '', 405, 'GET, POST'],
  ['POST', `/1/1/${uuid}`, 405, 'GET'],
  ['PUT', `/AGGR/1/1/${uuid}`, 405, 'GET'],
  ['PUT', `/1/1/${uuid}/links`, 405, 'GET'],
  ['PUT', `/RAW/1/1/${uuid}/links`, 405, 'GET'],
  ['PUT', `/1/1/${uuid}/lineage`, 405, 'GET'],
  ['GET', `/1/1/${uuid}/assess`, 405, 'PUT'],
  ['GET', `/AGGR/1/1/${uuid}/assess`, 405, 'PUT'],
  ['POST', `/1/1/${uuid}/payload`, 405, 'GET'],
  ['POST', `/NIDS/1/1/${uuid}/pcap`, 405, 'GET'],
  ['GET', `/1/1/${uuid}`, 404, null],
  ['GET', `/AGGR/1/1/${uuid}`, 404, null],
  ['GET', `/NIDS/1/1/${uuid}`, 404, null],
  ['GET', `/1/1/${uuid}/links`, 404, null],
  ['GET', `/1/1/${uuid}/payload`, 404, null],
  ['GET', `/RAW/1/1/${uuid}/payload`, 404, null],
  ['GET', `/1/1/${uuid}/pcap`, 404, null],
  ['GET', `/AGGR/1/1/${uuid}/pcap`, 404, null],
  ['GET', `/1/1/${uuid}/lineage`, 404, null],
  ['GET', '/AGGR/1/1/links', 404, null],
  ['GET', `/AGGRATTACK/1/1/${uuid}`, 412, null],
  ['GET', `/FOO/1/1/${uuid}`, 412, null],
  ['GET', `/NIDS/1/1/${uuid}/links`, 412, null],
  ['GET', `/now/1/${uuid}`, 412, null],
  ['GET', `/-1/1/${uuid}`, 412, null],
  ['GET', `/1/0/${uuid}`, 412, null],
  ['GET', `/1/bank/${uuid}`, 412, null],
  ['GET', '/1/1', 404, null],
  ['GET', '/1', 404, null],
  ['GET', `/1/1/${uuid}/nothing`, 404, null],
  ['GET', `/AGGR/1/1/${uuid}/nothing`, 404, null],
  ['GET', `/AGGR/1/1/${uuid}/links/more`, 404, null],
];

test.each(table)('%s /events/v2/event%s is answered with %i, Allow %s', async (method, path, status, allow) => {
  const at = await service({ events: 20 });
  const answer = await at.ask(root + path, { method, ...(method !== 'GET' && method !== 'DELETE' && { body: {} }) });
  expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
});
