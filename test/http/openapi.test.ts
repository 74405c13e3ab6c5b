import { endpointsOf } from '../../src/http/endpoint.ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { test, expect } from 'vitest';
import { service } from '../support/service.ts';
import { usualTables } from '../support/tables.ts';

const documentOf = async (): Promise<any> => {
  const { ask } = await service({ events: 1 });
  return JSON.parse((await ask('/openapi.json', { key: null })).text);
};

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(await documentOf());
  expect([errors, valid, validator.version]).toEqual([undefined, true, '3.1']);
});

test('every endpoint is there, with its evidence and what it refuses', async () => {
  const { paths } = await documentOf();
  for (const { rows } of usualTables) {
    const endpoints = endpointsOf(rows);
    const operations = Object.values<any>(paths).flatMap((methods) => Object.values<any>(methods));
    for (const { id, evidence, refusals } of endpoints) {
      const operation = operations.find(({ operationId }) => operationId === id);
      expect([id, operation?.['x-evidence']]).toEqual([id, evidence]);
      expect(Object.keys(operation.responses).map(Number)).toEqual(expect.arrayContaining([...refusals]));
    }
  }
});

test('the page of the document and all that it loads are served from here', async () => {
  const { ask } = await service({ events: 1 });
  const page = await ask('/docs/', { key: null });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(loaded.length).toBeGreaterThan(3);
  for (const path of loaded) {
    expect(path).not.toMatch(/^https?:|^\/\//);
    expect((await ask(new URL(path, 'http://x/docs/').pathname, { key: null })).status).toBe(200);
  }
  expect((await ask('/docs/initializer.js', { key: null })).text).toContain('products.json');
});

test('/docs leads to the page', async () => {
  const { url } = await service({ events: 1 });
  expect((await fetch(`${url}/docs`)).url).toBe(`${url}/docs/`);
});

test('/health tells what is served', async () => {
  const { ask, world } = await service({ events: 12, seed: 'abc' });
  const health = JSON.parse((await ask('/health', { key: null })).text);
  expect(health).toMatchObject({
    status: 'ok',
    seed: 'abc',
    scenario: 'default',
    now: world.end,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    counts: { aggregatedEvents: 12 },
  });
});
