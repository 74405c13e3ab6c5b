/** What a schema says of one place in a value: which page the fact is from, and whether it is only assumed. */
import type { Evidence } from '../../../http/endpoint.ts';
import type { Json } from '../../../kernel/schema.ts';
import { resolved, rootOf, type Node } from '../../../kernel/schema-walk.ts';

export interface Fact {
  readonly source: string;
  readonly evidence: Evidence | null;
}

const mostSteps = 64;

/** The description nearest to a place; `evidence` is null where it does not speak of any. */
export function factAt(file: string, place: readonly (string | number)[]): Fact {
  let nodes: readonly Node[] = [rootOf(file)];
  let text = descriptionOf(nodes) ?? '';
  for (const step of place.slice(0, mostSteps)) {
    nodes = nodes.flatMap((node) => stepInto(node, step));
    text = descriptionOf(nodes) ?? text;
  }
  return { source: `${file}: ${text}`, evidence: /\bassumed\b/i.test(text) ? 'assumed' : null };
}

/** The schemas that speak of a place in a value. */
export const nodesAt = (file: string, place: readonly (string | number)[]): readonly Node[] =>
  place
    .slice(0, mostSteps)
    .reduce<readonly Node[]>(
      (nodes, step) => nodes.flatMap((node) => [...new Set(stepInto(node, step))]),
      [rootOf(file)],
    );

const descriptionOf = (nodes: readonly Node[]): string | undefined =>
  nodes.flatMap(({ schema: { description, 'x-source': source } }) =>
    typeof description === 'string' ? [typeof source === 'string' ? `${description} (${source})` : description] : [],
  )[0];

/** The schemas that speak of a member or an item of a value. */
export function stepInto(node: Node, step: string | number): readonly Node[] {
  const { file, schema } = node;
  const own =
    typeof step === 'number'
      ? schema['items']
      : (schema['properties'] as Readonly<Record<string, Json>> | undefined)?.[step];
  const deeper = choicesOf(node).flatMap((choice) => stepInto(choice, step));
  return own === undefined ? deeper : [resolved(file, own), ...deeper];
}

/** The schemas that a schema is made of, or one of which a value keeps. */
export const choicesOf = ({ file, schema }: Node): readonly Node[] =>
  (['anyOf', 'oneOf', 'allOf'] as const).flatMap((keyword) =>
    ((schema[keyword] ?? []) as readonly Json[]).map((choice) => resolved(file, choice)),
  );
