/** Answers that are written while they are sent meet faults as short ones do, and are not gathered for it. */
import { expect, test } from 'vitest';
import { wholeReply } from '../../../src/http/delivery.ts';
import type { Reply } from '../../../src/http/endpoint.ts';
import { finished } from '../../../src/kernel/slices.ts';
import { faulty, type Faulty } from '../../support/faulty.ts';
import { setting } from '../../support/hooked.ts';
import { fullKey } from '../../support/service.ts';
import { curl } from '../../support/strangers.ts';

const path = '/events/v1/aggregated?startTimestamp=0&limit=0';
const given = (): Promise<Faulty> => faulty({ setting: setting(700) });

/** What curl gets of the list: its code, headers and bytes. */
async function got({ url }: Faulty, ...more: readonly string[]) {
  const { code, stdout } = await curl('-D', '-', '-H', `Argus-API-Key: ${fullKey}`, ...more, url + path);
  const end = stdout.indexOf('\r\n\r\n');
  return { code, head: stdout.slice(0, end), body: stdout.slice(end + 4) };
}

test('a long answer is cut after so many bytes, or in its middle', async () => {
  const asked = await given();
  const whole = await got(asked);
  expect([whole.code, /transfer-encoding: chunked/i.test(whole.head)]).toEqual([0, true]);
  for (const [cut, length] of [
    [100_000, 100_000],
    [1, 1],
    ['middle', Math.floor(whole.body.length / 2)],
  ] as const) {
    asked.faults.replace([{ effect: { cut } }]);
    const heard = await got(asked);
    expect([heard.code, heard.body === whole.body.slice(0, length)]).toEqual([18, true]);
  }
  asked.faults.replace([{ effect: { cut: whole.body.length } }]);
  const { code, body } = await got(asked);
  expect([code, body === whole.body]).toEqual([0, true]);
});

test.each(['before', 'reset'] as const)('a long answer is cut %s the status', async (cut) => {
  const asked = await given();
  asked.faults.add({ effect: { cut } });
  expect((await got(asked)).code).toBe(cut === 'reset' ? 56 : 52);
});

test('the JSON of a long answer ends too early, and the answer is whole', async () => {
  const asked = await given();
  const whole = await got(asked);
  for (const [truncate, length] of [
    [true, Math.floor(whole.body.length / 2)],
    [70_000, 70_000],
    [1e9, whole.body.length],
  ] as const) {
    asked.faults.replace([{ effect: { truncate } }]);
    const { code, body } = await got(asked);
    expect([code, body.length, body === whole.body.slice(0, length)]).toEqual([0, length, true]);
  }
});

test('a long answer comes late, slowly and whole', async () => {
  const asked = await given();
  const whole = await got(asked);
  asked.faults.add({ effect: { latency: 60, pace: whole.body.length * 5 } });
  const began = performance.now();
  const { code, body } = await got(asked);
  expect([code, body === whole.body, performance.now() - began > 200]).toEqual([0, true, true]);
});

test('a long answer has another count, another type and the headers of a quota', async () => {
  const asked = await given();
  const whole = await got(asked);
  asked.faults.add({ effect: { count: -1, contentType: 'text/plain', rateLimit: 5 } });
  const { head, body } = await got(asked);
  expect(body === whole.body.replace(/"count":\d+/, '"count":-1')).toBe(true);
  expect(head).toMatch(/content-type: text\/plain\r\n/i);
  expect(head).toMatch(/x-ratelimit-remaining: 4/i);
});

test('a long answer in gzip can be cut, and is whole without', async () => {
  const asked = await given();
  const whole = await got(asked);
  asked.faults.replace([{ effect: { gzip: true } }]);
  expect((await got(asked, '--compressed')).body === whole.body).toBe(true);
  for (const cut of [5000, 'middle'] as const) {
    asked.faults.replace([{ effect: { gzip: true, cut } }]);
    expect([18, 61]).toContain((await got(asked, '--compressed')).code);
  }
});

test('records of a long answer are bent as those of a short one, item by item', async () => {
  const asked = await given();
  asked.faults.add({
    effect: { unknownMembers: { members: ['later'] }, wideNumbers: true, missingMembers: { share: 0.3 } },
  });
  const long = await got(asked);
  const { data, count } = JSON.parse(long.body);
  expect([data.length > 250, data.length]).toEqual([true, count]);
  const short = await asked.argus('/events/v1/aggregated?startTimestamp=0&limit=100');
  const items = short.text.slice(short.text.indexOf('"data":[') + 8, short.text.lastIndexOf('],"size"'));
  expect(Buffer.from(long.body, 'latin1').toString().includes(items)).toBe(true);
});

test('a long page is in an order of its own', async () => {
  const asked = await given();
  const { body: whole } = await got(asked);
  asked.faults.add({ effect: { unsorted: true } });
  const { body } = await got(asked);
  expect([body.length === whole.length, body === whole]).toEqual([true, false]);
});

test('a page too long to be kept for the next one is not emptied', async () => {
  const asked = await faulty({ setting: setting(3000) });
  asked.faults.add({ effect: { emptyPage: true } });
  const page = async (limit: number): Promise<number> =>
    (await asked.argus(`/events/v1/aggregated?startTimestamp=0&limit=${limit}`)).body.data.length;
  expect([await page(1), await page(1000)]).toEqual([0, 1000]);
});

test('an answer is gathered up to a bound, and goes on as it is beyond', () => {
  function* pieces(): Generator<Uint8Array, void, void> {
    yield Buffer.from('abc');
    yield Buffer.from('def');
  }
  const reply: Reply = { status: 200, headers: {}, body: new Uint8Array(), pieces };
  const gathered = (most: number): Reply => finished(wholeReply(reply, most));
  expect([Buffer.from(gathered(6).body).toString(), gathered(6).pieces]).toEqual(['abcdef', undefined]);
  expect(gathered(5)).toBe(reply);
});
