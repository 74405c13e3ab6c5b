/** Custom fields of cases: listed, read, set, cleared. Which fields there are is assumed: every name is one, of several texts. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import type { Json } from '../../../kernel/schema.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { CaseField, CaseFieldRequest, CasePageQuery } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { caseToRead, caseToWrite } from './find.ts';
import { writeCase } from './write.ts';

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Ids of fields follow from their names. */
const idOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) + 1;

const fieldModel = (name: string, values: Json | undefined): CaseField => ({
  descriptor: { id: idOf(name), shortName: name, name, valueType: 'stringType', flags: ['MULTIVALUE'] },
  displayName: name,
  values: ((values ?? []) as readonly Json[])
    .map(textOf)
    .map((text) => ({ id: text, key: text, label: text, info: null })),
});

/** The name that a field goes by on the case: names and ids name it. */
const nameIn = (fields: Readonly<Record<string, Json>>, given: string): string =>
  Object.keys(fields).find((name) => name === given || String(idOf(name)) === given) ?? given;

export const listCaseFields: ArgusReader = (services, call) => {
  const { file } = caseToRead(services.simulation, call);
  const set = Object.entries(file.fields);
  return pageAnswer(services, call.query as CasePageQuery, set, ([name, values]) => fieldModel(name, values));
};

export const getCaseField: ArgusReader = ({ simulation }, call) => {
  const { fields } = caseToRead(simulation, call).file;
  const name = nameIn(fields, call.params['field'] ?? '');
  if (!Object.hasOwn(fields, name)) throw notThere('Field');
  return oneAnswer(fieldModel(name, fields[name]));
};

export const setField: ArgusHandler = async (services, call) => {
  const body = call.body as CaseFieldRequest;
  const { entry, file } = caseToWrite(services.simulation, call);
  const { value, valuesToSet, valuesToAdd = [], valuesToRemove = [] } = body;
  const isOne = value !== undefined;
  const isSeveral = valuesToSet !== undefined || valuesToAdd.length > 0 || valuesToRemove.length > 0;
  if (isOne === isSeveral) throw services.invalid([semanticProblem('body', ['value'], value ?? null)]);
  const field = nameIn(file.fields, call.params['field'] ?? '');
  const removed = new Set(valuesToRemove.map(textOf));
  const before = valuesToSet ?? ((file.fields[field] ?? []) as readonly Json[]);
  const kept = [...before.filter((one) => !removed.has(textOf(one))), ...valuesToAdd];
  const values = isOne ? [value] : [...new Map(kept.map((one) => [textOf(one), one])).values()];
  await writeCase(services, call.principal, 'argus/case/field/set', { case: entry.id, field, values });
  return answer(services, call, field);
};

export const clearField: ArgusHandler = async (services, call) => {
  const { entry, file } = caseToWrite(services.simulation, call);
  const field = nameIn(file.fields, call.params['field'] ?? '');
  if (!Object.hasOwn(file.fields, field)) throw notThere('Field');
  await writeCase(services, call.principal, 'argus/case/field/clear', { case: entry.id, field });
  return answer(services, call, field);
};

const answer = (
  { simulation }: Parameters<ArgusHandler>[0],
  call: Parameters<ArgusHandler>[1],
  field: string,
): ReturnType<ArgusReader> => oneAnswer(fieldModel(field, caseToRead(simulation, call).file.fields[field]));
