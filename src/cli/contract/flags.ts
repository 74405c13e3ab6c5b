/** The flags of `siem-sim contract`, as they come from the command line. */
import type { DialectFlag } from '../../contract/terms/target.ts';
import type { Profile } from '../../contract/units.ts';
import type { WorldFlags } from '../shared/options.ts';
import type { AskedReport } from './reports.ts';

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
  readonly write?: readonly string[];
  readonly yes?: boolean;
  readonly credentials?: string;
  readonly report?: readonly AskedReport[];
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
