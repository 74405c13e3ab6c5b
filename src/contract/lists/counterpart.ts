/** Which operations tell of the same things: the single one of a list, the search beside a simple list. */
import type { Api, Operation } from '../terms/operation.ts';

/** The lists whose items an operation gives one by one. */
export const listsOfOne = (api: Api, { itemOf }: Operation): readonly Operation[] => itemOf.map((id) => named(api, id));

/** The search for items of a model; throws where there is none. */
export function search({ operations }: Api, model: string): Operation {
  const operation = operations.find((one) => one.model === model && one.paging?.where === 'body');
  if (operation === undefined) throw new Error(`there is no search for ${model}`);
  return operation;
}

/** The operation of this id; throws for one that the table does not have. */
export function named({ operations }: Api, id: string): Operation {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`there is no operation ${id}`);
  return operation;
}
