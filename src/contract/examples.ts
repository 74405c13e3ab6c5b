/** A request that should succeed for each operation of a server, asked for from inside it: what its documents show as examples. */
import type { FoundExamples, FindExamples, FoundExample } from '../http/docs-found.ts';
import type { Check } from './terms/check.ts';
import type { Ask } from './terms/exchange.ts';
import { runContract } from './run.ts';
import { simulatedTarget } from './simulated.ts';
import type { Door } from './transport.ts';
import type { Operation } from './terms/operation.ts';

/** Reads alone: what would have to be made first is named by the operation that makes it. */
export const findExamples: FindExamples = async ({ url, model, products, inside }) => {
  const operations: Record<string, FoundExample> = {};
  const lacking: Operation[] = [];
  const headers: Record<string, Record<string, string>> = {};
  /** What somebody wanted to make, by the source that it was wanted for. */
  const makers = new Map<string, string>();
  let refused: string | null = null;
  const door: Door = async (address, { method = 'GET', headers: given, body }) => {
    const { pathname, search } = new URL(address);
    const head = Object.fromEntries(new Headers(given));
    const text = typeof body === 'string' ? body : '';
    const answer = await inside({ method, path: pathname, search: search.slice(1), headers: head, text });
    refused ??= answer.refused;
    for (const [name, value] of Object.entries(head))
      if (isCredential(name)) (headers[answer.product ?? ''] ??= {})[`${name} ${kindOf(value)}`] = value;
    return new Response(answer.body.length === 0 ? null : Buffer.from(answer.body), {
      status: answer.status,
      headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };
  const check: Check = {
    id: 'law/examples',
    asks: 'What would a request of it be that succeeds?',
    applies: () => true,
    run: async ({ operation, sample }) => {
      refused = null;
      const ask = await sample.example(operation);
      const sources = sourcesOf(operation);
      if (refused !== null) for (const source of sources) makers.set(source, makers.get(source) ?? refused);
      const maker = sources.map((source) => makers.get(source)).find((one) => one !== undefined);
      if (ask === null) lacking.push(operation);
      operations[operation.id] = ask === null ? { needs: maker ?? null } : shownOf(operation, ask);
    },
  };
  const target = simulatedTarget({ url, model }, { products });
  await runContract(target, { checks: [check], rules: [], door, rps: Number.MAX_SAFE_INTEGER });
  for (const operation of lacking) {
    const params = knownParams(operation, Object.values(operations));
    if (params === null) continue;
    const own = Object.entries(headers[operation.product] ?? {}).map(([name, value]) => [name.split(' ', 1)[0], value]);
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const asked = { method: operation.method, path, search: '', headers: Object.fromEntries(own), text: '' };
    if ((await inside(asked)).status < 300) operations[operation.id] = shownOf(operation, { params });
  }
  return { operations, headers } satisfies FoundExamples;
};

/** Parameters of a path that other operations have values for; null where one is known of none, or where something is to be sent. */
function knownParams(
  { path, effect, body }: Operation,
  examples: readonly FoundExample[],
): NonNullable<Ask['params']> | null {
  if (effect !== 'reads' || body !== null) return null;
  const values = Array.from(
    path.matchAll(/\{(\w+)\}/g),
    ([, name = '']) => [name, examples.find(({ params }) => params?.[name] !== undefined)?.params?.[name]] as const,
  );
  return values.some(([, value]) => value === undefined) ? null : (Object.fromEntries(values) as Ask['params'] & {});
}

const isCredential = (name: string): boolean => name === 'authorization' || name.endsWith('-key');

/** `bearer` or `basic`; nothing for a header that is a key as it stands. */
const kindOf = (value = ''): string => (/^(bearer|basic) /i.exec(value)?.[1] ?? '').toLowerCase();

/** Where the values of its path and its body are from. */
const sourcesOf = ({ parameterSources, examples }: Operation): readonly string[] =>
  Array.from(JSON.stringify([parameterSources, examples]).matchAll(/"\$from":"(\w+)"/g), ([, name = '']) => name);

/** A few of a list are enough to see; what else the row gives is kept. */
function shownOf(operation: Operation, { params = {}, query = {}, body }: Ask): FoundExample {
  const { paging, sortKeys } = operation;
  const few = paging === null ? {} : paging.style === 'offset' ? { limit: 5 } : { size: 5 };
  const [sortKey] = sortKeys;
  const inBody = paging?.where === 'body' && body !== null && typeof body === 'object' && !Array.isArray(body);
  return {
    params: params as FoundExample['params'] & {},
    query: { ...(paging?.where === 'query' && few), ...(query as FoundExample['query']) },
    ...(body !== undefined && {
      body: inBody ? { ...few, ...(sortKey !== undefined && { sortBy: [`-${sortKey}`] }), ...body } : body,
    }),
  };
}
