/** A table that tells which of its entries are written. */

/** Calls back with the key of each entry that is set or deleted. */
export class WatchedTable extends Map<string, unknown> {
  readonly #tell: (key: string) => void;
  constructor(tell: (key: string) => void) {
    super();
    this.#tell = tell;
  }
  override set(key: string, value: unknown): this {
    this.#tell(key);
    return super.set(key, value);
  }
  override delete(key: string): boolean {
    this.#tell(key);
    return super.delete(key);
  }
  override clear(): void {
    for (const key of this.keys()) this.#tell(key);
    super.clear();
  }
}
