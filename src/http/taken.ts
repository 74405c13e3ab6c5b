/** Which bodies an endpoint takes, and how a product refuses one that cannot be had. */
import type { BodyError } from './body.ts';
import type { Endpoint } from './endpoint.ts';
import type { Product, RequestHead } from './product.ts';

/** Whether a body is read at all. */
export const takesBody = ({ body, consumes }: Endpoint): boolean => body !== null || consumes !== 'json';

/** Whether a body is of a type that is taken; there may be none. */
export const isTaken = (consumes: Endpoint['consumes'], headers: RequestHead['headers']): boolean =>
  consumes === 'anything' ||
  consumes === 'bytes' ||
  isJson(headers) ||
  (consumes === 'json or none' && !hasBody(headers));

const hasBody = (headers: RequestHead['headers']): boolean =>
  headers['transfer-encoding'] !== undefined || !['0', undefined].includes(textOf(headers['content-length']));

const isJson = (headers: RequestHead['headers']): boolean =>
  /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(textOf(headers['content-type']) ?? '');

const textOf = (value: RequestHead['headers'][string]): string | undefined =>
  value === undefined || typeof value === 'string' ? value : value.join(', ');

/** The refusal of a body that was not read, in the product's words. */
export function bodyRefusal(product: Product, error: BodyError): Error {
  if (error.fault === 'too large') return product.refuse.tooLarge(error.most);
  if (error.fault === 'too many') return product.refuse.overloaded();
  if (error.fault === 'too slow') return product.refuse.tooSlow();
  if (error.fault === 'unknown coding') return product.refuse.coding();
  return product.refuse.malformedJson(error.fault === 'not gzip' ? 'the body is no gzip' : 'the request broke off');
}
