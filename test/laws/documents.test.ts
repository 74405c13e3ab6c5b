/** What holds for every served document: of the products in each dialect, and of the control plane. */
import { readFileSync, readdirSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { startSimulator } from '../../src/index.ts';

type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
type Fields = { readonly [name: string]: Value };

const served = [
  ['the products, documented', '/openapi.json', { usmDialect: 'documented' }],
  ['the products, live', '/openapi.json', { usmDialect: 'live' }],
  ['the control plane', '/_sim/openapi.json', {}],
] as const;

const isFields = (value: Value | undefined): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Every object of a document with the path to it. */
function* objectsIn(value: Value, path: readonly string[] = []): Generator<readonly [readonly string[], Fields]> {
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* objectsIn(item, [...path, String(at)]);
  else if (isFields(value)) {
    yield [path, value];
    for (const [name, member] of Object.entries(value)) yield* objectsIn(member, [...path, name]);
  }
}

/** Members that a page is asked or told by. */
const pageMembers = new Set(['page', 'size', 'limit', 'offset']);

/** How files of facts and their sources were abbreviated once. */
const shorthand = /contract\/\w+\.md|§|\bseeds? 00\d|\bW[345]\.\d/i;

/** Files of the repository, and titles of public documents. */
const titles = [
  'docs/contract/argus.md',
  'docs/contract/usm.md',
  'src/',
  'Argus documentation, ',
  'USM Anywhere REST API',
  'argus_api ',
  'RFC ',
  'mitre-attack/attack-navigator, ',
  'OASIS STIX 2.1',
  'Attack Flow ',
];

/** Keywords whose schemas describe no member: what they say of one is a condition. */
const conditions = new Set(['if', 'then', 'else', 'not', 'dependentSchemas']);

/** Paths of members in a schema that say nothing of what they are. */
function* undescribedIn(value: Value, path: readonly string[]): Generator<string> {
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* undescribedIn(item, [...path, String(at)]);
  else if (isFields(value))
    for (const [keyword, inner] of Object.entries(value)) {
      if (conditions.has(keyword)) continue;
      if (keyword !== 'properties' || !isFields(inner)) yield* undescribedIn(inner, [...path, keyword]);
      else
        for (const [name, member] of Object.entries(inner)) {
          if (!isFields(member) || !isText(member['description'])) yield [...path, name].join('/');
          yield* undescribedIn(member, [...path, name]);
        }
    }
}

const isText = (value: Value | undefined): boolean => typeof value === 'string' && value.trim() !== '';

test.each(['argus', 'usm', 'sim', 'hunt'])('every member in schemas/%s is described', (folder) => {
  const schemas = new URL(`../../schemas/${folder}/`, import.meta.url);
  const files = readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const undescribed = files.flatMap((name) => [
    ...undescribedIn(JSON.parse(readFileSync(new URL(name, schemas), 'utf8')) as Value, [name]),
  ]);
  expect(files.length).toBeGreaterThan(1);
  expect(undescribed).toEqual([]);
});

describe.each(served)('the document of %s', async (_, path, options) => {
  const simulator = await startSimulator({ events: 1, ...options });
  const document = (await (await fetch(simulator.url + path)).json()) as Fields;
  await simulator.close();
  const objects = [...objectsIn(document)];

  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect([errors, valid, validator.version]).toEqual([undefined, true, '3.1']);
  });

  test('refers to components by their plain names, and each is there', () => {
    const references = objects.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.filter((one) => !/^#\/components\/(?:schemas|responses)\/[A-Za-z0-9._-]+$/.test(one))).toEqual(
      [],
    );
    const lost = references.filter(
      (one) =>
        one
          .slice(2)
          .split('/')
          .reduce<Value | undefined>((at, step) => (isFields(at) ? at[step] : undefined), document) === undefined,
    );
    expect(lost).toEqual([]);
    const names = Object.keys((document['components'] as Fields)['schemas'] as Fields);
    expect(names.filter((name) => !references.includes(`#/components/schemas/${name}`))).toEqual([]);
  });

  test('has no definitions inside of schemas', () => {
    const inside = objects.filter(([, one]) => one['$defs'] !== undefined || one['$id'] !== undefined);
    expect(inside.map(([at]) => at.join('/'))).toEqual([]);
  });

  test('shows pages by whole numbers alone', () => {
    const schemaOf = (value: Value | undefined): Value | undefined => {
      const name = isFields(value) && typeof value['$ref'] === 'string' ? value['$ref'].split('/').at(-1) : undefined;
      return name === undefined ? value : ((document['components'] as Fields)['schemas'] as Fields)[name];
    };
    const pages = objects.flatMap(([at, one]) => {
      const parameter = typeof one['in'] === 'string' && pageMembers.has(String(one['name'])) ? [one['schema']] : [];
      const isMembers = at.at(-1) === 'properties';
      const members = isMembers
        ? Object.entries(one).flatMap(([name, own]) => (pageMembers.has(name) ? [own] : []))
        : [];
      return [...parameter, ...members].map((schema) => [at.join('/'), schemaOf(schema)] as const);
    });
    // A size of a picture is a word.
    const odd = pages.filter(
      ([, schema]) =>
        isFields(schema) &&
        schema['enum'] === undefined &&
        ![schema['type']].flat().every((type) => type === 'integer' || type === 'object'),
    );
    expect(odd.map(([at]) => at)).toEqual([]);
  });

  test('describes every parameter', () => {
    const parameters = objects.filter(([, one]) => typeof one['in'] === 'string' && isFields(one['schema']));
    const bare = parameters.filter(([, one]) => !isText(one['description']));
    expect(bare.map(([at, one]) => `${at.join('/')} ${String(one['name'])}`)).toEqual([]);
    expect(parameters.length).toBeGreaterThan(5);
  });

  test('says what lists can be sorted by wherever a parameter asks for that', () => {
    const sorts = objects.filter(([, one]) => one['in'] === 'query' && String(one['name']).startsWith('sort'));
    const silent = sorts.filter(([, one]) => !/Can be sorted by \w|Taken and ignored/.test(String(one['description'])));
    expect(silent.map(([at]) => at.join('/'))).toEqual([]);
  });

  test('gives every enumeration a type', () => {
    const untyped = objects.filter(
      ([at, one]) => Array.isArray(one['enum']) && one['type'] === undefined && at.at(-1) !== 'properties',
    );
    expect(untyped.map(([at]) => at.join('/'))).toEqual([]);
  });

  test('says in descriptions what things are, and in x-source from where that is known', () => {
    const told = objects.flatMap(([at, one]) =>
      at.at(-1) === 'properties' ? [] : (['description', 'summary'] as const).flatMap((name) => one[name] ?? []),
    );
    expect(told.filter((text) => typeof text === 'string' && shorthand.test(text))).toEqual([]);
    const sources = objects.flatMap(([at, one]) => (at.at(-1) === 'properties' ? [] : (one['x-source'] ?? [])));
    const unclear = [...new Set(sources)].filter(
      (text) =>
        !String(text)
          .split('; ')
          .every((source) => titles.some((title) => source.startsWith(title))),
    );
    expect(unclear).toEqual([]);
    expect(sources.length).toBeGreaterThan(10);
  });

  test('describes every answer, and answers every operation with a success and a refusal', () => {
    for (const methods of Object.values(document['paths'] as Fields))
      for (const { operationId, responses } of Object.values(methods as Fields) as Fields[]) {
        const statuses = Object.keys(responses as Fields).map(Number);
        expect([operationId, statuses.some((one) => one < 300), statuses.includes(500)]).toEqual([
          operationId,
          true,
          true,
        ]);
      }
  });
});
