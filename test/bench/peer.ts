/** The fastest that Node itself can be: a raw server that sends prebuilt bytes, whatever is asked. Arguments: file of the body. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = readFileSync(process.argv[2] ?? '');
const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
const server = createServer((request, response) => {
  const answer = (): void => void response.writeHead(200, headers).end(body);
  if (request.method === 'GET') answer();
  else request.resume().on('end', answer);
});
server.listen(0, '127.0.0.1', () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`));
