/** An attack as public formats tell it, before it is a scenario. */

export interface PlanStep {
  readonly name: string;
  /** ATT&CK id such as T1059.001; null where the file names none. */
  readonly technique: string | null;
  /** What the file calls the technique, where that is not its id of today. */
  readonly said: string | null;
  /** Whatever the file says of it, for the choice among alarms of one technique. */
  readonly text: string;
  /** What is run, as far as the file has it. */
  readonly commands: string;
  /** Where it happens, as the file says: windows, linux, darwin, cloud; none where it says nothing. */
  readonly platforms: readonly string[];
  /** Hosts and the like that it happens to, as the file calls them; none where it says nothing. */
  readonly assets: readonly string[];
  /** Places of the steps that led to it; null for the one before. */
  readonly causes: readonly number[] | null;
}

export interface Plan {
  readonly title: string;
  /** Which format it came in, in words. */
  readonly format: string;
  readonly remarks: string;
  /** Who attacks, as the file calls them; left out where it says nothing. */
  readonly attacker?: string;
  readonly steps: readonly PlanStep[];
}

/** A place in a file: the document, and members and positions from there. */
export type PlanPath = readonly (string | number)[];

/** A file as it was read. */
export interface PlanFile {
  readonly file: string;
  readonly text: string;
  /** The documents of a file of YAML; one of JSON has one. */
  readonly documents: readonly unknown[];
  /** Throws UserError with file, line and column of the nearest place that is there. */
  readonly fail: (document: number, path: PlanPath, message: string) => never;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The items of what should be a list. */
export const itemsIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
