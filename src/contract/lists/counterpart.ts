/** Which operations tell of the same things: the single one of a list, the search beside a simple list, the other version of a path. */
import type { Api, Operation } from '../operation.ts';
import { isList, shapeOf } from './list.ts';
import { modelOf } from './fixture.ts';

const operationsOf = ({ operations }: Api, wanted: (operation: Operation) => boolean): readonly Operation[] =>
  operations.filter(wanted);

/** The list whose items an operation gives one by one: `/alarms/{id}` of `/alarms` or `/alarms/search`. */
export function listOfOne(api: Api, operation: Operation): Operation | undefined {
  if (operation.method !== 'GET' || isList(operation)) return undefined;
  if (operation.data === 'argus/single-event.schema.json') return search(api, 'aggregated');
  if (operation.data === 'argus/v2-event.schema.json') return search(api, 'v2');
  const [, parent] = /^(.*)\/\{\w+\}$/.exec(operation.path) ?? [];
  if (parent === undefined) return undefined;
  return operationsOf(
    api,
    (other) => isList(other) && [parent, `${parent}/search`, `${parent}s`].includes(other.path),
  )[0];
}

/** The search for items of a model; throws where there is none. */
export function search({ operations }: Api, model: ReturnType<typeof modelOf>): Operation {
  const operation = operations.find((one) => modelOf(one) === model && shapeOf(one)?.where === 'body');
  if (operation === undefined) throw new Error(`there is no search for ${model}`);
  return operation;
}

/** The operation of this id; throws for one that the table does not have. */
export function named({ operations }: Api, id: string): Operation {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`there is no operation ${id}`);
  return operation;
}

/** The plain form of a path that names an event with its type in front, or its older form with another name. */
export const plainForm = (api: Api, { id }: Operation): Operation | undefined =>
  id.endsWith('Compatibility') ? named(api, id.slice(0, -'Compatibility'.length)) : undefined;
