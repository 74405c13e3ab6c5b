/** A statement that each connection reads once, and whose rows come as text: the driver's own way has columns described, and converted, each time. */
import type pg from 'pg';

/** A statement by its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A row as PostgreSQL writes it: numbers of 64 bits come as text, and of a `Statement` all columns do. */
export type SqlRow = readonly unknown[];

/** What PostgreSQL writes for true. */
export const sqlTrue = 't';

/** The driver's connection as its types do not show it. */
interface Wire {
  readonly stream: { readonly cork: () => void; readonly uncork: () => void };
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly parse: (statement: Statement) => void;
  readonly bind: (bound: { readonly statement: string; readonly values: readonly (Buffer | string | null)[] }) => void;
  readonly execute: (portal: object) => void;
  readonly sync: () => void;
}

/** What the driver asks of who brings a query of its own kind. */
class NamedQuery implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  readonly callback: (error: unknown) => void;
  readonly rows: SqlRow[] = [];
  readonly #values: readonly unknown[];

  constructor({ name, text }: Statement, values: readonly unknown[], callback: (error: unknown) => void) {
    this.name = name;
    this.text = text;
    this.callback = callback;
    this.#values = values;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    if (wire.parsedStatements[this.name] === undefined) wire.parse({ name: this.name, text: this.text });
    wire.bind({ statement: this.name, values: this.#values.map(parameterOf) });
    wire.execute({});
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: SqlRow }): void {
    this.rows.push(fields);
  }

  handleCommandComplete(): void {}

  handleError(error: unknown): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }
}

/** Runs it; rejects with what the driver says. */
export const askedByName = (
  client: pg.Client,
  statement: Statement,
  values: readonly unknown[],
): Promise<readonly SqlRow[]> =>
  new Promise((resolve, reject) => {
    const query: NamedQuery = new NamedQuery(statement, values, (error) =>
      error === null ? resolve(query.rows) : reject(error as Error),
    );
    client.query(query);
  });

function parameterOf(value: unknown): Buffer | string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Array.isArray(value) ? `{${value.map(elementOf).join()}}` : String(value);
}

const elementOf = (value: unknown): string =>
  value === null ? 'NULL' : `"${String(value).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
