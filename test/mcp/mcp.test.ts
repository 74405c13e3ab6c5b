/** Ten tasks that the author of a connector has, walked by the SDK's own client over standard input and output. */
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** An agent with the tools; `use` gives what a tool shows, as JSON where it is that. */
async function agent(...flags: readonly string[]) {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'mcp', '--events', '1500', ...flags],
    stderr: 'pipe',
  });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const call = async (name: string, input: Record<string, unknown> = {}) => {
    const { content, isError = false } = await client.callTool({ name, arguments: input });
    const [{ text = '' } = {}] = content as { text?: string }[];
    return { text, isError: isError === true };
  };
  const use = async (name: string, input: Record<string, unknown> = {}): Promise<any> => {
    const { text, isError } = await call(name, input);
    if (isError) throw new Error(text);
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  return { client, call, use };
}

/** A client under test that reads two pages of a world's events, and gives up at the first error. */
async function readPages({ url, argus }: any): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const offset of [0, 25]) {
    const answer = await fetch(`${url}/events/v1/aggregated/search`, {
      method: 'POST',
      headers: { 'Argus-API-Key': argus.keys[0].value, 'Content-Type': 'application/json' },
      body: JSON.stringify({ startTimestamp: 0, limit: 25, offset }),
    });
    await answer.text();
    statuses.push(answer.status);
    if (!answer.ok) break;
  }
  return statuses;
}

test('ten tasks of a connector’s author', async () => {
  const { client, use } = await agent('--allow-writes');

  // 1. What can I do here?
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'scenarios',
    'worlds',
    'clock',
    'events',
    'capture',
    'faults',
    'journal',
    'contract',
  ]);
  expect(client.getInstructions()).toMatch(/http:\/\/127\.0\.0\.1:\d+/);

  // 2. Find a scenario with an attack in it, and the alarms to look for.
  const found = await use('scenarios', { search: 'ransomware' });
  expect(found.scenarios.map(({ name }: any) => name)).toContain('ransomware');
  expect((await use('scenarios', { search: 'sqli' })).alarms.length).toBeGreaterThan(0);

  // 3. Make a world of it.
  const world = await use('worlds', { action: 'make', world: 'mine', scenario: 'ransomware', seed: 7, events: 300 });
  expect(world).toMatchObject({ world: 'mine', scenario: 'ransomware', seed: '7' });

  // 4. Let the attack happen.
  const before = await use('clock', { action: 'read', world: 'mine' });
  const after = await use('clock', { action: 'advance', world: 'mine', by: '2h' });
  expect(Date.parse(after.now) - Date.parse(before.now)).toBe(7_200_000);

  // 5. See what my client should find, in both products.
  const events = await use('events', {
    world: 'mine',
    product: 'argus',
    criteria: { minSeverity: 'high', includeFlags: ['HAS_PCAP'] },
  });
  expect(events.status).toBe(200);
  expect(events.answer.data.length).toBeGreaterThan(0);
  const alarms = await use('events', { world: 'mine', product: 'usm', criteria: { priority_label: 'high' }, limit: 2 });
  expect(alarms.answer._embedded.alarms.length).toBe(2);

  // 6. Read the packets of one.
  const packets = await use('capture', { world: 'mine', event: events.answer.data[0].id });
  expect(packets).toMatch(/^1 {2}\d{4}-\d\d-\d\dT.* > .* {2}(?:TCP SYN|UDP|ICMP)/);

  // 7. See what my client asked, and nothing that these tools asked.
  expect(await readPages(world)).toEqual([200, 200]);
  const { entries } = await use('journal', { action: 'entries', world: 'mine' });
  expect(entries.map(({ operation, body }: any) => [operation, body.offset])).toEqual([
    ['findAggregatedEvents', 0],
    ['findAggregatedEvents', 25],
  ]);

  // 8. Break page 2, and see what my client does about it.
  await use('journal', { action: 'clear', world: 'mine' });
  const fault = { id: 'page-2', match: { operation: 'findAggregatedEvents', nth: 2 }, effect: { error: 503 } };
  await use('faults', { action: 'add', world: 'mine', fault });
  expect(await readPages(world)).toEqual([200, 503]);
  expect((await use('faults', { action: 'list', world: 'mine' })).faults).toMatchObject([{ id: 'page-2', hits: 1 }]);
  const verdict = await use('journal', {
    action: 'verify',
    world: 'mine',
    expect: [
      { operation: 'findAggregatedEvents', status: 503, times: 1 },
      { operation: 'findAggregatedEvents', times: 3 },
    ],
  });
  expect(verdict.matched).toBe(false);
  expect(verdict.expectations.map(({ matched }: any) => matched)).toEqual([true, false]);

  // 9. What does the suite know of this operation?
  const report = await use('contract', { operation: 'findAggregatedEvents', maxRequests: 60 });
  expect(report.checked.length).toBeGreaterThan(3);
  expect(report.findings).toEqual([]);

  // 10. Tidy up.
  await use('faults', { action: 'clear', world: 'mine' });
  await use('worlds', { action: 'reset', world: 'mine' });
  expect(await use('worlds', { action: 'remove', world: 'mine' })).toEqual({ removed: 'mine' });
  expect((await use('worlds', { action: 'list' })).worlds.map(({ world: name }: any) => name)).toEqual([null]);
});

test('an agent makes a world of a scenario that it writes itself', async () => {
  const { call, use } = await agent('--allow-writes');
  const scenario = { title: 'Mine', extends: 'empty', volume: { events: 7 } };
  expect(await use('worlds', { action: 'make', world: 'mine', scenario })).toMatchObject({ aggregatedEvents: 7 });
  const wrong = { ...scenario, volum: {} };
  const { text } = await call('worlds', { action: 'make', world: 'wrong', scenario: wrong });
  expect(text).toContain('#/volum: volum is an unknown key; did you mean volume?');
});

test('unless writing is allowed nothing can be changed, and everything read', async () => {
  const { client, call, use } = await agent();
  for (const [name, input] of [
    ['worlds', { action: 'make' }],
    ['worlds', { action: 'reset' }],
    ['clock', { action: 'advance', by: '1h' }],
    ['faults', { action: 'add', fault: { effect: { error: 503 } } }],
    ['journal', { action: 'clear' }],
  ] as const) {
    const { text, isError } = await call(name, input);
    expect([name, isError]).toEqual([name, true]);
    expect(text).toContain('--allow-writes');
  }
  expect((await use('worlds', { action: 'list' })).worlds).toHaveLength(1);
  expect((await use('events', { product: 'argus', limit: 1 })).answer.data).toHaveLength(1);
  const { tools } = await client.listTools();
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
});

test('what is wrong is told in words, with the nearest name', async () => {
  const { call } = await agent('--allow-writes');
  const told = async (name: string, input: Record<string, unknown>) => (await call(name, input)).text;
  expect(await told('clok', {})).toContain('did you mean clock?');
  expect(await told('clock', { action: 'advanse' })).toMatch(/action must be/);
  expect(await told('clock', { action: 'read', wrld: 'x' })).toMatch(/wrld/);
  expect(await told('worlds', { action: 'make', scenario: 'ransomwere' })).toContain('did you mean ransomware?');
  expect(await told('clock', { action: 'read', world: 'nowhere' })).toContain('there is no world nowhere');
  expect(await told('contract', { operation: 'findAggregatedEvent' })).toContain('did you mean findAggregatedEvents?');
  expect(
    await told('faults', { action: 'add', fault: { match: { operation: 'nope' }, effect: { error: 503 } } }),
  ).toContain('nope');
  expect(await told('capture', { event: 'AGGR/1/2/3' })).toContain('there is no capture');
});

test('the command ends with its agent, and help says what it permits', async () => {
  const { client } = await agent();
  await client.close();
});
