/** The truth, as the control plane tells it, against what clients of the products see. */
import { expect, test } from 'vitest';
import { controlled, type Controlled } from '../../support/control.ts';

const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

interface TrueEvent {
  readonly ids: { readonly argus: { readonly events: string }; readonly usm?: { readonly alarms?: string } };
  readonly alarm: string;
  readonly nature: 'malicious' | 'benign' | 'falsePositive';
  readonly story: string | null;
  readonly step: string | null;
  readonly user: string | null;
}

const told = (events: number, scenario = 'ransomware'): Promise<Controlled> => controlled({ scenario, events });

async function allTrue({ tell }: Controlled, query = ''): Promise<readonly TrueEvent[]> {
  const found: TrueEvent[] = [];
  for (let offset = 0; ; offset += 999) {
    const { json } = await tell('GET', `/_sim/truth/events?limit=999&offset=${offset}${query}`);
    found.push(...json.events);
    if (found.length >= json.count) return found;
  }
}

async function searched(
  { url }: Controlled,
  criteria: object,
): Promise<
  readonly {
    readonly id: string;
    readonly flags: readonly string[];
    readonly attackInfo: { readonly alarmDescription: string };
    readonly properties: Readonly<Record<string, string>>;
  }[]
> {
  const response = await fetch(`${url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { ...key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ startTimestamp: 0, limit: 0, ...criteria }),
  });
  return ((await response.json()) as { data: [] }).data;
}

test('each event that clients see has one true nature, and each id finds it', async () => {
  const simulator = await told(300);
  const [truth, seen] = [await allTrue(simulator), await searched(simulator, {})];
  expect(truth.map(({ ids }) => ids.argus.events).sort()).toEqual(seen.map(({ id }) => id).sort());
});

test('a page is the same wherever it begins, every event is counted on each, and what a client submitted on none', async () => {
  const simulator = await told(100);
  const whole = await allTrue(simulator);
  const headers = { ...key, 'Content-Type': 'application/json' };
  const submitted = await fetch(`${simulator.url}/events/v2/event`, { method: 'POST', headers, body: '{}' });
  expect(submitted.status).toBeLessThan(300);
  for (const offset of [0, 1, whole.length - 1, whole.length, whole.length + 1])
    for (const limit of [0, 1, 999]) {
      const { json } = await simulator.tell('GET', `/_sim/truth/events?limit=${limit}&offset=${offset}`);
      expect(json).toEqual({ count: whole.length, events: whole.slice(offset, offset + limit) });
    }
  const natures = ['malicious', 'benign', 'falsePositive'].map((nature) => allTrue(simulator, `&nature=${nature}`));
  expect((await Promise.all(natures)).flat()).toHaveLength(whole.length);
});

test('what analysts of the background found is what is so', async () => {
  const simulator = await told(2000, 'default');
  const truth = new Map((await allTrue(simulator)).map((event) => [event.ids.argus.events, event]));
  const flagsOf = { malicious: 'IDENTIFIED_THREAT', benign: 'NOT_A_THREAT', falsePositive: 'FALSE_POSITIVE' };
  for (const [nature, flag] of Object.entries(flagsOf)) {
    const judged = await searched(simulator, { includeFlags: [flag] });
    expect(judged.length).toBeGreaterThan(0);
    expect(new Set(judged.map(({ id }) => truth.get(id)?.nature))).toEqual(new Set([nature]));
  }
});

test('the steps of a story make as many events as there are, and what comes later is not among them yet', async () => {
  const simulator = await told(200);
  const { json } = await simulator.tell('GET', '/_sim/truth');
  const [first, second] = json.stories;
  const known = await allTrue(simulator, '&story=intrusion');
  const events = (story: { steps: { kind: string; count: number }[] }): number =>
    story.steps.reduce((sum, { count }) => sum + count, 0);
  expect(known).toHaveLength(events(first));
  expect(new Set(known.map(({ nature }) => nature))).toEqual(new Set(['malicious']));
  await simulator.tell('POST', '/_sim/clock/advance', { by: '2d' });
  expect(await allTrue(simulator, '&story=intrusion')).toHaveLength(events(first) + events(second));
});

test('a step says who takes part, which alarm, and what led to it', async () => {
  const simulator = await told(100);
  const { json } = await simulator.tell('GET', '/_sim/truth');
  const [{ actors, steps }] = json.stories;
  const spread = steps.find(({ name }: { name: string }) => name === 'spread');
  expect(spread).toMatchObject({
    kind: 'events',
    cause: 'credentials',
    from: 'workstation',
    to: 'fileServers',
    alarm: 'smb-ms17-010',
  });
  const hosts = actors.find(({ name }: { name: string }) => name === 'fileServers').hosts;
  const events = await searched(simulator, {});
  const truth = await allTrue(simulator, '&step=spread');
  expect(truth).toHaveLength(24);
  expect(events.filter(({ id }) => truth.some(({ ids }) => ids.argus.events === id))).toHaveLength(24);
  expect(hosts).toHaveLength(8);
});

test('a step says whose account or mailbox it is, and so does each of its events, as clients see it', async () => {
  const simulator = await told(100, 'cloud-token');
  const { json } = await simulator.tell('GET', '/_sim/truth');
  const [{ actors, steps }] = json.stories;
  const step = (wanted: string) => steps.find(({ name }: { name: string }) => name === wanted);
  expect([step('files').user, step('second').user, step('token').user]).toEqual(['victim', 'colleague', null]);
  const victim = actors.find(({ name }: { name: string }) => name === 'victim').user;
  const truth = await allTrue(simulator, '&story=device&nth=0&step=files');
  expect(new Set(truth.map(({ user }) => user))).toEqual(new Set([victim]));
  const seen = await searched(simulator, {});
  const named = new Map((await allTrue(simulator)).map(({ ids, user }) => [ids.argus.events, user]));
  for (const { id, properties } of seen)
    expect(properties['user.name'] ?? properties['email.to'] ?? properties['ftp.user'] ?? null).toBe(named.get(id));
});

test('who says the truth of every event scores in full, by ids of either product', async () => {
  const simulator = await told(300);
  const truth = await allTrue(simulator);
  const verdicts = truth.map(({ ids, nature }, at) => ({
    id: at % 2 === 0 ? (ids.usm?.alarms ?? ids.argus.events) : ids.argus.events,
    verdict: nature,
    at: '2026-10-29T09:00:00Z',
  }));
  const { json } = await simulator.tell('POST', '/_sim/truth/score', { verdicts });
  expect(json).toMatchObject({ precision: 1, recall: 1, f1: 1, missed: [], accused: [], unknown: [] });
  expect(json.stories).toMatchObject([{ story: 'intrusion', nth: 0, firstFound: '2026-10-29T09:00:00.000Z' }]);
  expect(json.stories[0].timeToDetect).toBeGreaterThan(0);
});

test('each kind of error is counted and listed', async () => {
  const simulator = await told(300);
  const truth = await allTrue(simulator);
  const [attack, another] = truth.filter(({ nature }) => nature === 'malicious');
  const harmless = truth.find(({ nature }) => nature === 'benign');
  const { json } = await simulator.tell('POST', '/_sim/truth/score', {
    verdicts: [
      { id: attack?.ids.argus.events, verdict: 'malicious' },
      { id: another?.ids.argus.events, verdict: 'benign' },
      { id: harmless?.ids.argus.events, verdict: 'malicious' },
      { id: 'nobody', verdict: 'malicious' },
    ],
  });
  const attacks = truth.filter(({ nature }) => nature === 'malicious').length;
  expect(json).toMatchObject({ precision: 0.5, recall: 1 / attacks, unknown: ['nobody'], accused: [harmless?.ids] });
  expect(json.matrix.malicious).toEqual({ malicious: 1, benign: 1, falsePositive: 0, none: attacks - 2 });
});

test('without verdicts what was assessed in a product counts, with the time that it took', async () => {
  const simulator = await told(100);
  const [attack] = await allTrue(simulator, '&step=encryption');
  const before = await simulator.tell('POST', '/_sim/truth/score', { story: 'intrusion' });
  const events = await searched(simulator, {});
  const marked = events.filter(({ flags }) => flags.includes('IDENTIFIED_THREAT')).length;
  const { matrix } = before.json;
  expect(matrix.malicious.malicious + matrix.benign.malicious + matrix.falsePositive.malicious).toBe(marked);
  expect(attack).toBeDefined();
  expect(before.json.stories[0].timeToDetect).toBeGreaterThan(0);
});

test('labels of USM Anywhere count by what their words mean, and the last word of either product', async () => {
  const simulator = await told(100);
  const [attack] = await allTrue(simulator, '&step=encryption&nature=malicious');
  const alarm = attack?.ids.usm?.alarms ?? '';
  const [escalated, tuning] = ['5f3c1c9e-71d2-1b6f-9d4e-0c8a4e6d2a11', 'e97b2d80-4af1-1c93-b5c8-3a6f1e9d7c44'];
  const saidOf = async (): Promise<{ readonly malicious: number; readonly falsePositive: number }> =>
    (await simulator.tell('POST', '/_sim/truth/score', {})).json.matrix.malicious;
  const client = Buffer.from('siem-sim:correct-horse-battery-staple-1517933139670').toString('base64');
  const asked = async (method: string, path: string, Authorization: string): Promise<string> => {
    const response = await fetch(`${simulator.url}/api/2.0${path}`, { method, headers: { Authorization } });
    expect(response.status).toBe(200);
    return response.text();
  };
  const granted = await asked('POST', '/oauth/token?grant_type=client_credentials', `Basic ${client}`);
  const label = async (method: string, id: string): Promise<void> => {
    await asked(method, `/alarms/${alarm}/labels/${id}`, `Bearer ${JSON.parse(granted).access_token}`);
  };
  const before = await saidOf();
  await label('PUT', tuning);
  const wrong = await saidOf();
  await label('PUT', escalated);
  const right = await saidOf();
  await label('DELETE', escalated);
  expect([wrong.malicious + 1, wrong.falsePositive - 1]).toEqual([right.malicious, right.falsePositive]);
  expect(wrong.falsePositive).toBe(before.falsePositive + 1);
  expect(await saidOf()).toEqual(wrong);
});

test('the events of one telling of a story are asked for by its number', async () => {
  const simulator = await told(50);
  await simulator.tell('POST', '/_sim/clock/advance', { by: '30d' });
  const [all, first, second] = await Promise.all(
    ['', '&nth=0', '&nth=1'].map((query) => allTrue(simulator, `&story=intrusion${query}`)),
  );
  expect([first?.length, second?.length]).not.toContain(0);
  expect([...(first ?? []), ...(second ?? [])].length).toBe(all?.length);
});

test('a wrong filter and half a verdict are refused', async () => {
  const simulator = await told(50);
  expect((await simulator.tell('GET', '/_sim/truth/events?nature=odd')).status).toBe(422);
  expect((await simulator.tell('POST', '/_sim/truth/score', { verdicts: [{ id: 'x' }] })).status).toBe(422);
});

test('the document that clients of the products read says nothing of the truth', async () => {
  const simulator = await told(50);
  const text = await (await fetch(`${simulator.url}/openapi.json`)).text();
  expect([text.includes('aggregated'), text.includes('/truth')]).toEqual([true, false]);
});
