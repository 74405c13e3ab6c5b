/** A client's test over the image, by Testcontainers for Node: `npx vitest run` where there is a Docker engine, with the packages testcontainers and vitest. */
import { GenericContainer, Wait } from 'testcontainers';
import { afterAll, beforeAll, expect, test } from 'vitest';

const token = 'of-this-test-alone';
let container;
let url;

beforeAll(async () => {
  container = await new GenericContainer(process.env.SIEM_SIM_IMAGE ?? 'siem-sim')
    .withEnvironment({ SIEM_SIM_CONTROL_TOKEN: token })
    .withExposedPorts(8080)
    .withWaitStrategy(Wait.forHttp('/health', 8080))
    .start();
  url = `http://${container.getHost()}:${container.getMappedPort(8080)}`;
}, 60_000);
afterAll(() => container?.stop());

test('my client finds events in a world of its own', async () => {
  const asked = await fetch(`${url}/_sim/worlds/mine`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ events: 50 }),
  });
  const world = await asked.json();
  const answer = await fetch(`${world.url}/events/v1/aggregated?startTimestamp=0`, {
    headers: { 'Argus-API-Key': world.keys[0].value },
  });
  expect((await answer.json()).count).toBe(50);
});
