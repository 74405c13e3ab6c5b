/** What is a product's own in a scenario: its section, and names of permissions. The core hands both on, and knows of them what schemas mark. */
import { itemsOf, schemaMembers, rootOf, type Json, type Node } from '../../kernel/schema-walk.ts';
import type { ScenarioFile, ScenarioPath } from './scenario.ts';

const file = 'scenario.schema.json';
const memberOf = (node: Node, name: string): Node => new Map(schemaMembers(node)).get(name) ?? { file, schema: {} };

/** Sections by name: the members of a scenario whose schema is a file of its own. */
export function sectionsOf(scenario: ScenarioFile): Readonly<Record<string, unknown>> {
  const names = new Set(schemaMembers(rootOf(file)).flatMap(([name, node]) => (node.file === file ? [] : [name])));
  return Object.fromEntries(Object.entries(scenario).filter(([name]) => names.has(name)));
}

/** Names of what may be done: by default for users of each role, and what an analyst of a story needs. */
export interface Permissions {
  readonly roles: { readonly [Role in 'analyst' | 'customer']: readonly string[] };
  readonly assess: string;
}

/** The permissions as the schema of a user's functions marks them. */
export function permissions(): Permissions {
  const user = itemsOf(memberOf(rootOf(file), 'users'));
  const { schema } = itemsOf(memberOf(user, 'functions'));
  return { roles: schema['x-roles'] as Json as Permissions['roles'], assess: schema['x-assess'] as string };
}

interface Marked {
  readonly path: ScenarioPath;
  readonly value: unknown;
  readonly mark: Json;
}

/** The places of sections whose schema has a keyword, such as `x-names`. */
function* marked(keyword: string, value: unknown, node: Node, path: ScenarioPath): Generator<Marked> {
  const mark = node.schema[keyword];
  if (mark !== undefined) yield { path, value, mark };
  if (Array.isArray(value))
    for (const [at, item] of value.entries()) yield* marked(keyword, item, itemsOf(node), [...path, at]);
  else if (value !== null && typeof value === 'object')
    for (const [name, member] of Object.entries(value))
      yield* marked(keyword, member, memberOf(node, name), [...path, name]);
}

const markedIn = (keyword: string, scenario: ScenarioFile): readonly Marked[] => [
  ...marked(keyword, sectionsOf(scenario), rootOf(file), []),
];

/** Names of customers in sections, with their places. */
export const customersIn = (
  scenario: ScenarioFile,
): readonly { readonly path: ScenarioPath; readonly name: string }[] =>
  markedIn('x-names', scenario).flatMap(({ path, value, mark }) =>
    mark === 'customer' ? [{ path, name: String(value) }] : [],
  );

export interface StoryLabel {
  readonly id: string;
  readonly name: string;
}

/** The label with a name or id. */
export const labelOf = (labels: readonly StoryLabel[], text: string): StoryLabel | undefined =>
  labels.find(({ id, name }) => id === text || name === text);

/** Labels that people of stories may put on events. */
export const labelsIn = (scenario: ScenarioFile): readonly StoryLabel[] =>
  markedIn('x-labels', scenario).flatMap(({ value }) => value as readonly StoryLabel[]);
