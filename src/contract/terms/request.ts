/** From what a check asks to the request that goes out. */
import type { Ask, QueryValue, Sent } from './exchange.ts';
import type { Operation } from './operation.ts';

/** Makes the request; `identity` are the headers that say who asks. */
export function requestOf(
  base: string,
  operation: Operation,
  ask: Ask,
  identity: Readonly<Record<string, string>>,
): Sent {
  const text = ask.text ?? (ask.body === undefined ? null : JSON.stringify(ask.body));
  const method = ask.method ?? operation.method;
  const query = [searchOf(ask.query ?? {}), ask.search ?? ''].filter((part) => part !== '').join('&');
  const path = ask.path ?? pathOf(operation, ask.params ?? {});
  return {
    method,
    url: `${base}${path}${query === '' ? '' : `?${query}`}`,
    headers: {
      ...identity,
      ...(text !== null && !hasHeader(ask.headers, 'content-type') && { 'Content-Type': 'application/json' }),
      ...ask.headers,
    },
    // A GET or HEAD with a body cannot be sent by fetch.
    text: method === 'GET' || method === 'HEAD' ? null : text,
    ask,
  };
}

const hasHeader = (headers: Ask['headers'], name: string): boolean =>
  Object.keys(headers ?? {}).some((given) => given.toLowerCase() === name);

/** The path with its parameters filled in; `x` stands for one that nobody gave. */
export const pathOf = (operation: Operation, params: NonNullable<Ask['params']>): string =>
  operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? 'x')));

/** Query parameters as text; a list becomes a repeated key, as the vendors' clients send it. */
export const searchOf = (query: Readonly<Record<string, QueryValue>>): string =>
  Object.entries(query)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one: unknown) => [name, String(one)] as const),
    )
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
