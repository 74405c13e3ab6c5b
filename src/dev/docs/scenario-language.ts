/** The reference of the language of scenarios, made from its schema. */
import { schemaDocument, type Json } from '../../kernel/schema-walk.ts';
import { tableText } from './parts.ts';

interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
  readonly default?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}

const file = 'scenario.schema.json';
const root = schemaDocument(file) as Node;

/** Definitions that have keys of their own get a section; the others are told where they are used. */
const sectioned = Object.entries(root.$defs ?? {}).filter(([, node]) => node.properties !== undefined);

export function scenarioLanguagePage(): string {
  return `# The language of scenarios

Every key of a scenario file, made from [\`schemas/scenario.schema.json\`](../schemas/scenario.schema.json), which editors read too. A key that is in bold must be there. How to begin is in
[Scenarios](scenarios.md); the names of alarms are in [Alarms](alarms.md).

## A scenario

${keysText(root)}

${sectioned.map(sectionOf).join('\n\n')}
`;
}

const sectionOf = ([name, node]: readonly [string, Node]): string =>
  [`## ${titleOf(name)}`, node.description, keysText(node)].filter((part) => part !== undefined).join('\n\n');

/** `storyCase` as "Story case". */
const titleOf = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The keys of an object, those of objects within it after a dot. */
function keysText(node: Node): string {
  return tableText(['key', 'what it takes', 'what it says'], rowsOf(node, ''));
}

function rowsOf({ properties = {}, required = [] }: Node, prefix: string): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const inner = node.properties === undefined ? (node.items?.properties === undefined ? null : node.items) : node;
    const path = `${prefix}${name}`;
    return [
      [required.includes(name) ? `**\`${path}\`**` : `\`${path}\``, kindOf(node), describedBy(node)],
      ...(inner === null ? [] : rowsOf(inner, `${path}.`)),
    ];
  });
}

const describedBy = (node: Node): string => node.description ?? resolved(node).description ?? '';

const resolved = (node: Node): Node => {
  const [, name] = /^#\/\$defs\/(\w+)$/.exec(node.$ref ?? '') ?? [];
  return name === undefined ? node : (root.$defs?.[name] ?? node);
};

/** What a value may be, in few words. */
function kindOf(node: Node): string {
  if (node.$ref !== undefined) return referenceText(node.$ref);
  if (node.const !== undefined) return code(node.const);
  if (node.enum !== undefined) return node.enum.map(code).join(', ');
  const options = node.oneOf ?? node.anyOf;
  if (options !== undefined) return [...new Set(options.map(kindOf))].join(' or ');
  const types = [node.type ?? []].flat();
  return types.map((type) => typeText(type, node)).join(' or ') || 'any value';
}

function typeText(type: string, node: Node): string {
  if (type === 'array') return node.items === undefined ? 'list' : `list of ${kindOf(node.items)}`;
  if (type === 'object')
    return typeof node.additionalProperties === 'object' ? `by name: ${kindOf(node.additionalProperties)}` : 'keys';
  if (type === 'integer' || type === 'number')
    return `${type === 'integer' ? 'whole number' : 'number'}${boundsText(node)}`;
  return { string: 'text', boolean: '`true` or `false`', null: 'nothing' }[type] ?? type;
}

function boundsText({ minimum, maximum }: Node): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

function referenceText(reference: string): string {
  if (reference.endsWith('fault.schema.json')) return '[a fault](faults.md)';
  const [, name] = /^#\/\$defs\/(\w+)$/.exec(reference) ?? [];
  if (name === undefined) return '[keys of USM Anywhere](usm.md)';
  const node = root.$defs?.[name];
  if (node === undefined) throw new Error(`${file} refers to ${reference}, which is not there`);
  return node.properties === undefined ? kindOf(node) : `[${titleOf(name).toLowerCase()}](#${anchor(name)})`;
}

const anchor = (name: string): string => titleOf(name).toLowerCase().replaceAll(' ', '-');

const code = (value: Json): string => `\`${String(value)}\``;
