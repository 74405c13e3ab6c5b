/** A search of a product: as the address says it, as a request, and what came of it. */
import { narrow, placed } from '../../data/place.ts';
import { operationsIn, type FoundOperation, type OpenApiDocument } from '../../data/documents.ts';
import { Refused } from '../../data/client.ts';
import type { FormField, FormValues } from '../../forms/model.ts';
import { formFields } from '../../forms/model.ts';
import { askAsClient, type FoundThing, type ProductDesk, type ProductSearch } from '../../products/desk.ts';
import { desks } from '../../products/index.ts';
import type { PrintedAccess } from '../../products/printed.ts';

export interface ChosenSearch {
  readonly desk: ProductDesk;
  readonly search: ProductSearch;
}

export const allSearches: readonly ChosenSearch[] = desks.flatMap((desk) =>
  desk.searches.map((search) => ({ desk, search })),
);

/** The search that the address names, or the first that there is. */
export const chosenSearch = (products: readonly string[]): ChosenSearch | undefined => {
  const served = allSearches.filter(({ desk }) => products.includes(desk.name));
  return served.find(({ search }) => search.operation === placed('search')) ?? served[0];
};

/** Criteria of the address; those to begin with where it has none that can be read. */
export function placedCriteria({ begin }: ProductSearch): FormValues {
  try {
    return placed('criteria') === '' ? begin : (Object(JSON.parse(placed('criteria'))) as FormValues);
  } catch {
    return begin;
  }
}

export const placeCriteria = (criteria: FormValues): void => narrow({ criteria: JSON.stringify(criteria) }, true);

/** Fields of a search: those of its body, or of its query. */
export function fieldsOfSearch(operation: FoundOperation, document: OpenApiDocument): readonly FormField[] {
  const shelf = document.components?.schemas ?? {};
  if (operation.body !== null) return formFields(operation.body, shelf);
  const asked = operation.parameters.filter((parameter) => parameter.in === 'query');
  const properties = Object.fromEntries(
    asked.map(({ name, schema = {}, description = '' }) => [name, { ...schema, description }]),
  );
  return formFields({ properties }, shelf);
}

export const documentedOperation = (document: OpenApiDocument, id: string): FoundOperation | null =>
  operationsIn(document).find((operation) => operation.id === id) ?? null;

export interface SentSearch {
  readonly method: string;
  readonly path: string;
  readonly body?: FormValues;
}

/** The request that a search is: criteria in the body, or in the query, where a list is a name several times. */
export function requestOfSearch(operation: FoundOperation, criteria: FormValues): SentSearch {
  const { method, path, body } = operation;
  if (body !== null) return { method, path, body: criteria };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(criteria))
    for (const one of [value].flat()) query.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
  const text = query.toString();
  return { method, path: text === '' ? path : `${path}?${text}` };
}

export interface SearchResult {
  readonly things: readonly FoundThing[];
  readonly count: number;
}

/** Asks; throws what the product refuses, in its own words. */
export async function resultOf(
  search: ProductSearch,
  request: SentSearch,
  access: PrintedAccess | null,
  until: AbortSignal,
): Promise<SearchResult> {
  const { status, text } = await askAsClient({ ...request, access, until });
  if (status >= 400) throw new Refused(status, `The product answered ${status}: ${(text ?? '').slice(0, 2000)}`);
  return search.found(JSON.parse(text ?? 'null'));
}
