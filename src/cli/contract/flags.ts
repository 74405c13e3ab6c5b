/** The flags of `siem-sim contract`, as they come from the command line. */
import type { DialectFlag } from '../../contract/terms/target.ts';
import { unitsOf, type Profile } from '../../contract/units.ts';
import type { Target } from '../../contract/terms/target.ts';
import { UserError } from '../../kernel/fault.ts';
import { suggestion } from '../../kernel/suggestion.ts';
import type { WorldFlags } from '../shared/options.ts';
import type { AskedReport } from './reports.ts';

/** What fails a job besides violations of known facts. */
export const failOn = ['incomplete', 'assumed', 'undecided'] as const;
export type FailOn = (typeof failOn)[number];

export interface ContractFlags extends WorldFlags {
  readonly target?: string;
  readonly product?: string;
  /** How a product speaks, such as `usmDialect`. */
  readonly [flag: DialectFlag]: string | undefined;
  readonly profile: Profile;
  readonly only?: string;
  readonly rps?: number;
  readonly maxRequests?: number;
  readonly time?: number;
  readonly timeout?: number;
  readonly settle?: number;
  readonly write?: readonly string[];
  readonly yes?: boolean;
  readonly credentials?: string;
  readonly report?: readonly AskedReport[];
  /** Certificates in PEM that are trusted besides. */
  readonly ca?: string;
  readonly redact?: boolean;
  readonly dryRun?: boolean;
  readonly explain?: boolean;
  readonly failOn?: readonly FailOn[];
  readonly resume?: string;
  readonly replay?: string;
  readonly diff?: readonly string[];
  readonly proxy?: string;
  readonly port: number;
}

/** True for names that contain the pattern; `*` stands for any text. */
export function patternOf(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const matcher = new RegExp(parts.join('.*'));
  return (name) => matcher.test(name);
}

/** What a pattern accepts. Throws UserError, with the nearest names, for one that is in the name of no unit. */
export function unitsNamed(pattern: string, target: Target, profile: Profile): (name: string) => boolean {
  const accepts = patternOf(pattern);
  const units = unitsOf(target, { profile });
  if (units.some(({ name }) => accepts(name))) return accepts;
  const names = {
    operations: [...new Set(units.map(({ operation }) => operation))],
    checks: [...new Set(units.map(({ check }) => check.id))],
  };
  throw new UserError(
    `no check is called ${pattern}: ${nearest(pattern, names)} Names look like <product>.<operation>/schema/body`,
  );
}

interface Names {
  readonly operations: readonly { readonly id: string; readonly key: string }[];
  readonly checks: readonly string[];
}

/** The names nearest to the part of a pattern, the operation or the check, that is in none. */
function nearest(pattern: string, { operations, checks }: Names): string {
  const [operation = '', ...rest] = pattern.split('/');
  const check = rest.join('/');
  const operationNames = operations.map(({ id, key }) => (operation.includes('.') ? key : id));
  if (check !== '' && operations.some(({ key }) => patternOf(operation)(key))) return suggestion(check, checks);
  return suggestion(operation, check === '' ? [...operationNames, ...checks] : operationNames);
}
