/** Requests as lines to paste: what is printed is run, and asks just that. */
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printedRequest, pythonText, type PrintedRequest } from '../../../src/console/products/printed.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

const asked: Asked[] = [];
const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};
const server = createServer((request, response) => {
  void textOf(request).then((body) => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, key: headers['x-key'] as string, authorization: headers.authorization, body });
    response.setHeader('Content-Type', 'application/json');
    response.end('{"access_token":"to.ken-1","expires_in":900}');
  });
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => void server.close());

const hostile = `it's "$(touch /tmp/x)" \`id\` \\ <b>ø 😀</b>`;
const run = promisify(execFile);

const request = (): PrintedRequest => ({
  method: 'POST',
  url: `${base}/search?a=b%20c&d=%27`,
  access: { kind: 'header', name: 'X-Key', value: `1/2/${'se$cret'}'s` },
  body: { text: hostile, flag: true, none: null, list: [1, 2.5, -3] },
});
const withToken = (): PrintedRequest => ({
  method: 'GET',
  url: `${base}/things?page=1`,
  access: { kind: 'token', url: `${base}/token?grant=x`, path: '/token', user: 'me', password: `pass'word` },
});

test('what is printed for a shell asks as it is shown, whatever is in it', async () => {
  asked.length = 0;
  await run('sh', ['-c', printedRequest(request(), 'curl')]);
  const { body, ...rest } = asked[0] as Asked;
  expect(rest).toMatchObject({ method: 'POST', url: '/search?a=b%20c&d=%27', key: `1/2/se$cret's` });
  expect(JSON.parse(body)).toEqual(request().body);
});

test('a token is asked for first', async () => {
  asked.length = 0;
  await run('sh', ['-c', printedRequest(withToken(), 'curl')]);
  const basic = `Basic ${Buffer.from(`me:pass'word`).toString('base64')}`;
  expect(asked).toMatchObject([
    { method: 'POST', url: '/token?grant=x', authorization: basic },
    { method: 'GET', url: '/things?page=1', authorization: 'Bearer to.ken-1' },
  ]);
});

test('what is printed as TypeScript is a program that asks the same', async () => {
  asked.length = 0;
  for (const one of [request(), withToken()])
    await run('node', [
      '--input-type=module',
      '-e',
      printedRequest(one, 'TypeScript').replaceAll(/ as \{[^}]*\}/g, ''),
    ]);
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual(request().body);
  expect(asked[2]).toMatchObject({ url: '/things?page=1', authorization: 'Bearer to.ken-1' });
});

test('what is printed as Python is read by Python, with the same values', async () => {
  const value = request().body;
  const { stdout } = await run('python3', ['-c', `import json\nprint(json.dumps(${pythonText(value)}))`]);
  expect(JSON.parse(stdout)).toEqual(value);
  for (const one of [request(), withToken()])
    await run('python3', ['-c', `import ast\nast.parse(${pythonText(printedRequest(one, 'Python'))})`]);
});
