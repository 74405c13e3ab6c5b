/** Names of products and operations as rules, filters and expectations say them: those of the served document, and no others. */
import type { Table } from '../../http/product.ts';
import { UserError } from '../../kernel/fault.ts';
import { suggestion } from '../../kernel/suggestion.ts';

/** What somebody says of requests: what is left out may be any. */
export interface AskedNames {
  readonly product?: string | undefined;
  readonly operation?: string | undefined;
}

export interface UnknownName {
  readonly member: keyof AskedNames;
  /** What is wrong with it, to follow the name. */
  readonly message: string;
}

type NamedTable = Pick<Table, 'name' | 'rows'>;

const idsOf = (tables: readonly NamedTable[]): readonly string[] =>
  tables.flatMap(({ rows }) => rows.map(({ id }) => id));

/** What is wrong with the names, the nearest known ones said; null when all are known. */
export function unknownNameIn({ product, operation }: AskedNames, tables: readonly NamedTable[]): UnknownName | null {
  const asked = product === undefined ? tables : tables.filter(({ name }) => name === product);
  if (product !== undefined && asked.length === 0) {
    const names = tables.map(({ name }) => name);
    return { member: 'product', message: `is not one of ${names.join(' and ')}: ${suggestion(product, names)}` };
  }
  if (operation === undefined || idsOf(asked).includes(operation)) return null;
  const owner = tables.find((table) => idsOf([table]).includes(operation));
  return {
    member: 'operation',
    message:
      owner === undefined
        ? `is not known: ${suggestion(operation, idsOf(asked))}`
        : `is not known there: it is one of ${owner.name}, not of ${product}`,
  };
}

/** Throws UserError where two products call an operation alike: a name that rules and filters know must mean one thing. */
export function checkIds(products: readonly { readonly name: string; readonly tables: object }[]): void {
  const owners = new Map<string, string>();
  for (const { name, tables } of products) {
    for (const id of idsOf(Object.values(tables) as Table[])) {
      const owner = owners.get(id) ?? name;
      if (owner !== name) throw new UserError(`${owner} and ${name} both have an operation ${id}: ids must be unique`);
      owners.set(id, owner);
    }
  }
}
