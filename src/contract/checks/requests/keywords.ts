/** What breaks each keyword of JSON Schema, as far as requests use it. */
import type { Json } from '../../../kernel/schema.ts';
import { alternativesOf, itemsOf, numberOf, typesOf, type Node } from '../../../kernel/schema-walk.ts';
import { fits, validOf } from '../shared/valid.ts';

/** The ways of being wrong that the issue of a request can have; each is a check of its own. */
export type Wrongness = 'type' | 'enum' | 'bound' | 'form' | 'required' | 'unknown' | 'length' | 'repetition';

interface Broken {
  readonly family: Wrongness;
  readonly keyword: string;
  readonly value: () => Json;
}

/** Values that break a keyword; none where the schema does not have it. */
type Rule = (node: Node) => readonly (Json | (() => Json))[];

/** Text longer than this is not sent: what a server does with megabytes is asked elsewhere. */
const longestText = 20_000;
const longestList = 20_000;

const isOf = (node: Node, ...types: readonly string[]): boolean => typesOf(node).some((type) => types.includes(type));

const rules: readonly (readonly [Wrongness, string, Rule])[] = [
  ['type', 'type', wrongTypes],
  ['enum', 'enum', ({ schema }) => (Array.isArray(schema['enum']) ? ['noSuchValue'] : [])],
  ['bound', 'minimum', (node) => beyond(node, 'minimum', -1)],
  ['bound', 'maximum', (node) => beyond(node, 'maximum', 1)],
  ['form', 'pattern', (node) => misshapen(node, 'pattern')],
  ['form', 'format', (node) => misshapen(node, 'format')],
  ['length', 'minLength', (node) => ((numberOf(node, 'minLength') ?? 0) > 0 ? [''] : [])],
  ['length', 'maxLength', tooLong],
  ['length', 'minItems', (node) => ((numberOf(node, 'minItems') ?? 0) > 0 ? [[]] : [])],
  ['length', 'maxItems', tooMany],
  ['length', 'maxProperties', tooWide],
  ['repetition', 'uniqueItems', repeated],
];

/** One value for each keyword that the schema has itself. */
export const keywordFaults = (node: Node): readonly Broken[] =>
  rules.flatMap(([family, keyword, rule]) =>
    rule(node).map((value) => ({ family, keyword, value: typeof value === 'function' ? value : () => value })),
  );

/** A value of a kind that no alternative admits, nor any item of a list that takes one without its brackets. */
function wrongTypes(node: Node): readonly Json[] {
  const taken = node.schema['x-bare'] === true ? [node, itemsOf(node)] : [node];
  const types = taken.flatMap(alternativesOf).flatMap(typesOf);
  if (types.length === 0) return [];
  const wrong: readonly (readonly [readonly string[], Json])[] = [
    [['object'], { a: 1 }],
    [['array'], ['a', 'b']],
    [['string'], 'x'],
  ];
  const [, value] = wrong.find(([kinds]) => !kinds.some((kind) => types.includes(kind))) ?? [];
  const fraction = types.includes('integer') && !types.includes('number') ? [1.5] : [];
  return value === undefined ? fraction : [value, ...fraction];
}

function beyond(node: Node, keyword: 'minimum' | 'maximum', step: number): readonly Json[] {
  const bound = numberOf(node, keyword);
  return bound === undefined || !isOf(node, 'integer', 'number') || !Number.isSafeInteger(bound + step)
    ? []
    : [bound + step];
}

const odd = ['no such form', '\u0000', '-'];

function misshapen(node: Node, keyword: 'pattern' | 'format'): readonly Json[] {
  if (node.schema[keyword] === undefined || !isOf(node, 'string')) return [];
  return odd.filter((text) => !fits(node, text)).slice(0, 1);
}

function tooLong(node: Node): readonly Json[] {
  const most = numberOf(node, 'maxLength');
  return most === undefined || most > longestText ? [] : ['x'.repeat(most + 1)];
}

function tooMany(node: Node): ReturnType<Rule> {
  const most = numberOf(node, 'maxItems');
  if (most === undefined || most > longestList) return [];
  const items = itemsOf(node);
  return [() => Array.from({ length: most + 1 }, (_, at) => validOf(items, at))];
}

function tooWide(node: Node): ReturnType<Rule> {
  const most = numberOf(node, 'maxProperties');
  if (most === undefined) return [];
  const { additionalProperties = {} } = node.schema;
  const member = validOf({ file: node.file, schema: additionalProperties as Node['schema'] });
  return [() => Object.fromEntries(Array.from({ length: most + 1 }, (_, at) => [`k${at}`, member]))];
}

function repeated(node: Node): readonly Json[] {
  if (node.schema['uniqueItems'] !== true) return [];
  const item = validOf(itemsOf(node));
  return [[item, item]];
}
