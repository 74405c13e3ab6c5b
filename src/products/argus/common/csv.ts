/** Lists as CSV: a column for each leaf of the model, in its order. The layout is assumed (docs/contract/argus.md §10.9). */
import type { Items, JsonText } from '../../../http/endpoint.ts';
import { latePackage } from '../../../kernel/late-packages.ts';
import { schemaDocument, type Json } from '../../../kernel/schema.ts';

interface Node {
  readonly $ref?: string;
  readonly type?: Json;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
}

const columnsByFile = new Map<string, readonly string[]>();

/** Names of the columns of a schema file's items, such as `source.networkAddress.address`; the same for every page. */
export function columnsOf(path: string): readonly string[] {
  const kept = columnsByFile.get(path);
  if (kept !== undefined) return kept;
  const columns = [...new Set(leaves({ $ref: `/${path}` }, '', ''))];
  columnsByFile.set(path, columns);
  return columns;
}

function leaves(node: Node, file: string, prefix: string): readonly string[] {
  if (node.$ref !== undefined) {
    const target = new URL(node.$ref, `file:///${file}`);
    const next = target.pathname.slice(1);
    const steps = target.hash.split('/').slice(1);
    const part = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], schemaDocument(next));
    return leaves(part as Node, next, prefix);
  }
  const choices = node.oneOf ?? node.anyOf;
  // Null stands beside a model where it may be absent; its columns are there all the same.
  if (choices !== undefined) {
    const models = choices.filter(({ type }) => type !== 'null');
    return models.flatMap((choice) => leaves(choice, file, prefix));
  }
  // The list that the answer is; a list inside an item is one cell.
  if (node.type === 'array' && prefix === '' && node.items !== undefined) return leaves(node.items, file, '');
  if (node.properties === undefined) return [prefix];
  return Object.entries(node.properties).flatMap(([name, member]) =>
    leaves(member, file, prefix === '' ? name : `${prefix}.${name}`),
  );
}

/** Items of a list as lines, without names. */
export const csvItems = (items: Items, columns: readonly string[]): Items => ({
  length: items.length,
  at: (place) => {
    const item = items.at(place);
    return item === undefined ? undefined : csvLine(textOf(item), columns);
  },
});

const textOf = (item: JsonText): string => (typeof item === 'string' ? item : Buffer.from(item).toString());

/** One line for one item, without names. */
export const csvLine = (item: string, columns: readonly string[]): string => lines([cells(item, columns)]);

/** The line of names alone. */
export const csvHead = (columns: readonly string[]): string => lines([[...columns]]);

const lines = (rows: string[][]): string => latePackage('csv-stringify/sync').stringify(rows);

function cells(item: string, columns: readonly string[]): string[] {
  const value: unknown = JSON.parse(item);
  return columns.map((column) => {
    const at = column
      .split('.')
      .reduce<unknown>((node, step) => (node as Record<string, unknown> | null)?.[step], value);
    return cell(at);
  });
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  return value.map((item: unknown) => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(';');
}
