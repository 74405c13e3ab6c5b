/** Operation × family: how many units passed, departed, were undecided or skipped; and each unit's verdict for those who look closer. */
import type { Family } from '../terms/check.ts';
import type { UnitResult } from '../terms/finding.ts';
import type { OperationNote, Report } from './report.ts';

export const families: readonly Family[] = ['schema', 'requests', 'access', 'law'];

export interface Cell {
  readonly passed: number;
  readonly violated: number;
  readonly undecided: number;
  readonly skipped: number;
  readonly units: readonly UnitResult[];
}

export interface Row {
  readonly operation: OperationNote;
  readonly cells: Readonly<Record<Family, Cell>>;
}

/** One row an operation, in the order of the tables. */
export function matrixOf({ operations, checks, results }: Report): readonly Row[] {
  const familyByCheck = new Map<string, Family>(checks.map(({ id, family }) => [id, family] as const));
  const byOperation = new Map<string, UnitResult[]>();
  for (const result of results) {
    const known = byOperation.get(result.operation);
    if (known === undefined) byOperation.set(result.operation, [result]);
    else known.push(result);
  }
  return operations.map((operation) => {
    const own = byOperation.get(operation.key) ?? [];
    const cell = (family: Family): readonly [Family, Cell] => {
      const units = own.filter(({ check }) => familyByCheck.get(check) === family);
      const count = (verdict: UnitResult['verdict']): number => units.filter((unit) => unit.verdict === verdict).length;
      const numbers = {
        passed: count('passed'),
        violated: count('violated'),
        undecided: count('undecided'),
        skipped: count('skipped'),
      };
      return [family, { ...numbers, units }];
    };
    return { operation, cells: Object.fromEntries(families.map(cell)) as Record<Family, Cell> };
  });
}
