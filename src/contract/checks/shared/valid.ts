/** The smallest value that a schema admits: what stands beside the one thing that a request gets wrong. */
import type { Json } from '../../../kernel/schema.ts';
import {
  alternativesOf,
  itemsOf,
  schemaMembers,
  numberOf,
  requiredOf,
  typesOf,
  type Node,
} from '../../../kernel/schema-walk.ts';

/** Texts of which one fits every pattern and format of the requests; their order is the order of preference. */
const texts = [
  'x',
  '1',
  '2026-10-01T00:00:00Z',
  'true',
  'client_credentials',
  '192.0.2.1',
  '198.51.100.0/24',
  'tcp',
  '1/2',
  '6c36deb6-d5e3-461c-bab4-fca397006cb9',
  'AGGR/1569185283911/2171/6c36deb6-d5e3-461c-bab4-fca397006cb9',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '',
];

const formats: Readonly<Record<string, RegExp>> = {
  range: /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/,
  address: /^\d+\.\d+\.\d+\.\d+$/,
  network: /^\d+\.\d+\.\d+\.\d+\/\d+$/,
  uuid: /^[0-9a-f]{8}-/,
};

export function fits(node: Node, text: string): boolean {
  const { pattern, format } = node.schema;
  const known = typeof format === 'string' ? formats[format] : undefined;
  return (
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) &&
    (known === undefined || known.test(text)) &&
    text.length >= (numberOf(node, 'minLength') ?? 0) &&
    text.length <= (numberOf(node, 'maxLength') ?? Infinity)
  );
}

/** A value of the schema, only with what is required. `at` makes different values of the same schema, where it has several. */
export function validOf(node: Node, at = 0): Json {
  const { schema } = node;
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][at % schema['enum'].length] as Json;
  const [first = node] = alternativesOf(node);
  if (first !== node) return validOf(first, at);
  const types = typesOf(node);
  if (types.includes('object') || (types.length === 0 && schema['properties'] !== undefined)) return objectOf(node, at);
  if (types.includes('array')) {
    return Array.from({ length: numberOf(node, 'minItems') ?? 0 }, (_, index) => validOf(itemsOf(node), at + index));
  }
  if (types.includes('integer') || types.includes('number')) return (numberOf(node, 'minimum') ?? 0) + at;
  if (types.includes('boolean')) return at % 2 === 0;
  return textOf(node, at);
}

function objectOf(node: Node, at: number): Json {
  const members = new Map(schemaMembers(node));
  return Object.fromEntries(
    requiredOf(node).map((name) => [name, validOf(members.get(name) ?? { file: node.file, schema: {} }, at)]),
  );
}

function textOf(node: Node, at: number): string {
  const free = `x${at}`.padEnd(numberOf(node, 'minLength') ?? 0, 'x');
  if (at > 0 && fits(node, free)) return free;
  if (at > 0 && node.schema['format'] === 'range') return `198.18.${Math.floor(at / 250) % 250}.${(at % 250) + 1}`;
  return texts.find((text) => fits(node, text)) ?? free;
}
