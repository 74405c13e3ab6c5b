/** Requests for pages that are shorter than the client asks for. */
import { schemaDocument, type Json } from '../../kernel/schema.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import type { RequestHead } from '../../http/product.ts';

/** The request as it would be of a client that asks for at most so many items. */
export function clamped(asked: RoutedRequest, most: number): { readonly request: RequestHead; readonly text: string } {
  const { product, endpoint, request, text } = asked;
  const name = product.vendorFaults.paging?.length ?? '';
  if (endpoint !== null && hasMember(endpoint.body, name)) return { request, text: clampedBody(text, name, most) };
  const query = new URLSearchParams(request.search);
  const search = request.search.replace(new RegExp(`(?:^|&)${name}=[^&]*`, 'g'), '').replace(/^&/, '');
  const length = `${name}=${shorter(query.get(name), most)}`;
  return { request: { ...request, search: search === '' ? length : `${search}&${length}` }, text };
}

const hasMember = (schema: string | null, name: string): boolean =>
  schema !== null &&
  name in ((schemaDocument(schema) as { readonly properties?: Readonly<Record<string, Json>> }).properties ?? {});

function clampedBody(text: string, name: string, most: number): string {
  try {
    const body = JSON.parse(text.trim() === '' ? '{}' : text) as Record<string, Json>;
    return JSON.stringify({ ...body, [name]: shorter(body[name], most) });
  } catch {
    return text;
  }
}

/** None, nought and what is longer come to the most; what is no length is left for the product to refuse. */
function shorter(asked: Json | undefined, most: number): Json {
  if (asked === undefined || asked === null || asked === '') return most;
  const length = Number(asked);
  return length === 0 || length > most ? most : asked;
}
