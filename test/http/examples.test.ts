/** Each operation of the documents, asked as its page would ask: the examples as they stand, with the credentials of the page. */
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/index.ts';
import { documented } from '../support/documented.ts';

/** Asks all operations of a document of a server of its own; those that say what they need are only counted. */
async function askAll(file: string): Promise<{ succeeded: number; needs: number; failed: string[] }> {
  const { url, close } = await startSimulator({ events: 1500 });
  onTestFinished(close);
  const read = async (path: string): Promise<any> => (await fetch(url + path)).json();
  const { paths, components } = await read(`/docs/${file}`);
  const credentials: readonly any[] = await read('/docs/credentials.json');
  const headerOf = (scheme: string): Record<string, string> => {
    const { type, name } = components.securitySchemes[scheme];
    const found = credentials.find((one) => one.scheme === scheme);
    if (found === undefined) return {};
    if (type === 'apiKey') return { [name]: found.key };
    if (found.key !== undefined) return { Authorization: `Bearer ${found.key}` };
    return { Authorization: `Basic ${Buffer.from(`${found.user}:${found.password}`).toString('base64')}` };
  };
  const operations = documented(paths);
  const asked = { succeeded: 0, needs: 0, failed: [] as string[] };
  for (const { path, method, operationId, isNeedy, parameters, requestBody, security } of operations) {
    if (isNeedy) {
      asked.needs++;
      continue;
    }
    // The page would take their values for none at all.
    for (const { name, schema } of parameters ?? [])
      if (Array.isArray(schema?.type)) asked.failed.push(`${operationId} ${name} is of several types`);
    const query = new URLSearchParams();
    let address = path as string;
    for (const { name, in: where, example } of parameters ?? []) {
      if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(example));
      else if (example !== undefined) query.set(name, String(example));
    }
    const [type = '', media] = Object.entries<any>(requestBody?.content ?? {})[0] ?? [];
    const body = type === 'application/json' ? JSON.stringify(media.example ?? {}) : undefined;
    const schemes = (security ?? []).flatMap((one: object) => Object.keys(one));
    const { status } = await fetch(`${url}${address}?${query}`, {
      method: method.toUpperCase(),
      headers: { ...Object.assign({}, ...schemes.map(headerOf)), ...(type !== '' && { 'Content-Type': type }) },
      ...(body !== undefined && { body }),
    });
    if (status >= 200 && status < 300) asked.succeeded++;
    else asked.failed.push(`${operationId} ${status}`);
  }
  return asked;
}

test('every operation of the products succeeds as it stands, or says what it needs', async () => {
  expect(await askAll('products.json')).toEqual({ succeeded: 117, needs: 66, failed: [] });
});

test('and so does every operation of the control plane', async () => {
  expect(await askAll('control.json')).toEqual({ succeeded: 42, needs: 11, failed: [] });
});
