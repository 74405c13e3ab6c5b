/** A restricted case is hidden at every door from who may not read it: its id, what it is called, what it says, how many it makes. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

const scenario = fileURLToPath(new URL('../identity/readers.yaml', import.meta.url));
const hidden = 12342402;
const open = 12342415;
const analyst = '1/1/analystanalyst';
const reader = '2/1/readerreader';
const words = ['Veiled subject', 'veiled description', 'veiled comment', 'veiledtag', String(hidden)];

/** A World in which the restricted case has been written to, and another case of the same customer leads to it. */
async function desk() {
  const simulator = await service({ scenario, events: 2000 });
  const write = async (method: string, path: string, body: object): Promise<any> => {
    const answer = await simulator.ask(`/cases/v2/case/${path}`, { key: analyst, method, body });
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status < 300)]);
    return answer.data;
  };
  await write('PUT', String(hidden), { subject: 'Veiled subject', description: 'veiled description' });
  await write('POST', `${hidden}/comments`, { comment: 'veiled comment' });
  await write('POST', `${hidden}/tags`, { tags: [{ key: 'veiledtag', value: 'x' }] });
  await write('POST', `${open}/links/${hidden}`, { type: 'related' });
  return { ...simulator, write };
}

const everything = { startTimestamp: 0, limit: 0 };
const groups = { timeSlices: undefined };

/** Doors that tell of cases or of events that are in one. */
const doors: readonly (readonly [path: string, body: object | null, accept?: string])[] = [
  ['/events/v1/aggregated?startTimestamp=0&limit=0', null],
  ['/events/v1/aggregated/search', everything],
  ['/events/v1/aggregated/search', everything, 'text/csv'],
  ['/events/v1/aggregated/search', everything, 'application/jsonl'],
  ['/events/v1/nids/search', { limit: 200, startTimestamp: 0 }],
  ['/events/v2/event?startTimestamp=0&limit=0', null],
  ['/events/v2/event/search', everything],
  ['/events/v2/event/search', everything, 'text/csv'],
  ['/events/v2/event/statistics', { groupBy: [{ field: 'associatedCase' }], ...groups }],
  ['/events/v2/event/statistics', { groupBy: [{ field: 'customer' }, { field: 'associatedCase' }], ...groups }],
  ['/cases/v2/case/search', { limit: 0 }],
  ['/cases/v2/case/search', { limit: 0 }, 'text/csv'],
  ['/cases/v2/case/search', { limit: 0, keywords: 'veiled' }],
  [`/cases/v2/case/${open}`, null],
  [`/cases/v2/case/${open}/links`, null],
  [`/cases/v2/case/${open}/history`, null],
  [`/cases/v2/case/${open}/comments`, null],
  [`/cases/v2/case/${open}/watchers`, null],
  [`/cases/v2/case/${hidden}`, null],
  [`/cases/v2/case/${hidden}/comments`, null],
  [`/cases/v2/case/${hidden}/history`, null],
  [`/cases/v2/case/${hidden}/tags`, null],
  [`/cases/v2/case/${hidden}/links`, null],
  [`/events/v1/case/${hidden}`, null],
  [`/events/v2/case/${hidden}`, null],
];

const textOf = async ({ ask }: Service, [path, body, accept]: (typeof doors)[number], key: string): Promise<string> => {
  const headers = accept === undefined ? {} : { Accept: accept };
  const { status, text } = await ask(path, { key, headers, ...(body !== null && { body }) });
  expect([path, status]).toEqual([path, expect.toSatisfy((one: number) => one === 200 || one === 403)]);
  return text;
};

test('none of what it says is told to who may not read it, and all of it to an analyst', async () => {
  const simulator = await desk();
  // Whoever may read it asks first, so that answers that were kept would be found.
  const told = (await Promise.all(doors.map((door) => textOf(simulator, door, analyst)))).join('\n');
  for (const word of words) expect([word, told.includes(word)]).toEqual([word, true]);
  for (const door of doors) {
    const text = await textOf(simulator, door, reader);
    // What a link leads to is a number that the history of the open case tells of; the words are not.
    const own = door[0].includes(`${hidden}`) || door[0].endsWith('/history') ? words.slice(0, 4) : words;
    expect([door[0], own.filter((word) => text.includes(word))]).toEqual([door[0], []]);
  }
});

test('counts do not tell of it: events in cases, cases found, groups of statistics', async () => {
  const simulator = await desk();
  const { ask } = simulator;
  const countOf = async (path: string, body: object): Promise<number> => (await ask(path, { key: reader, body })).count;
  for (const path of ['/events/v1/aggregated/search', '/events/v2/event/search'])
    expect([path, await countOf(path, { ...everything, associatedCaseID: [hidden] })]).toEqual([path, 0]);
  const { data, count } = await ask('/cases/v2/case/search', { key: reader, body: { limit: 0 } });
  expect([data.length, data.some(({ id }: any) => id === hidden)]).toEqual([count, false]);
});

test('a watcher who may not read it is not told of its changes', async () => {
  const { ask, write } = await desk();
  const told = async (id: number): Promise<readonly string[]> => {
    await write('POST', `${id}/watchers`, { userOrGroup: 'reader', type: 'email' });
    const { id: comment } = await write('POST', `${id}/comments`, { comment: 'again' });
    const { data } = await ask(`/cases/v2/case/${id}/comments/${comment}/notifications`, { key: analyst });
    return data.map(({ destination }: any) => destination);
  };
  expect([(await told(open)).length, (await told(hidden)).length]).toEqual([1, 0]);
});
