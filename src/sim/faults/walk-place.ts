/** Where a request stands in a walk through the pages of a list. */
import type { RoutedRequest } from '../../http/exchange.ts';

export interface WalkPlace {
  /** What the pages of one walk have in common. */
  readonly walk: string;
  /** Where on it: an offset, or the number of a page. */
  readonly position: number;
  /** Which page of it, counted from 1. */
  readonly page: number;
}

/** The place of a request whose product has pages; the beginning for any other. */
export function walkPlaceOf({ product, request, caller, text }: RoutedRequest): WalkPlace {
  const { position = '', length = '', usualLength = null, free = [] } = product.vendorFaults.paging ?? {};
  const query = new URLSearchParams(request.search);
  const body = bodyOf(text);
  const asked = (name: string): number => Number(body[name] ?? query.get(name) ?? 0);
  const at = asked(position);
  const begin = Number.isSafeInteger(at) && at > 0 ? at : 0;
  const long = asked(length);
  for (const name of free) {
    query.delete(name);
    delete body[name];
  }
  const walk = [product.name, caller, request.method, request.path, String(query), JSON.stringify(body)].join('\n');
  const page = usualLength === null ? begin : Math.floor(begin / (long > 0 ? long : usualLength));
  return { walk, position: begin, page: page + 1 };
}

function bodyOf(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text === '' ? '{}' : text) as object) };
  } catch {
    return {};
  }
}
