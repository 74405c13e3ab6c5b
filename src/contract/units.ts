/** The units of a run: operation × check, in the order of the tables. */
import type { ProductAdapter } from './terms/adapter.ts';
import { adapters } from './products/index.ts';
import { checksOf, rulesOf } from './table.ts';
import { familyOf, type Check, type Rule } from './terms/check.ts';
import { unitName } from './terms/finding.ts';
import { apisOf } from './terms/operation.ts';
import type { Target } from './terms/target.ts';
import type { Unit } from './terms/unit.ts';

export type Profile = 'quick' | 'full' | 'schema';

export interface UnitOptions {
  readonly profile?: Profile;
  /** Only units whose name, `argus.findAggregatedEvents/law/total-order`, it accepts. */
  readonly only?: (unit: string) => boolean;
  /** The products that there are; those of the suite's own list when left out. */
  readonly products?: readonly ProductAdapter[];
  /** Other tables than the suite's own, for tests of the suite. */
  readonly checks?: readonly Check[];
  readonly rules?: readonly Rule[];
}

/** All units of a run, those that are skipped from the start included. */
export function unitsOf(target: Target, options: UnitOptions = {}): readonly Unit[] {
  const { profile = 'full', only = () => true, products = adapters } = options;
  const checks = (options.checks ?? checksOf(products)).filter((check) => inProfile(check, profile));
  const table: readonly (Check | Rule)[] = [...checks, ...(options.rules ?? rulesOf(products))];
  return apisOf(target, products)
    .filter((api) => target.products.includes(api.name))
    .flatMap((api) =>
      api.operations.flatMap((operation) =>
        table.flatMap((check) => {
          const name = unitName(operation.key, check.id);
          const applies = only(name) && check.applies(operation, target);
          if (applies === false) return [];
          const reason = applies === true ? refusalOf(check, target) : applies;
          return [{ name, api, operation, check, reason }];
        }),
      ),
    );
}

const inProfile = (check: Check, profile: Profile): boolean =>
  profile === 'full' || (profile === 'schema' ? familyOf(check.id) === 'schema' : check.isSlow !== true);

const refusalOf = (check: Check | Rule, target: Target): string | null =>
  'isWriting' in check && check.isWriting === true && target.writes.length === 0
    ? 'writing is not allowed; --write names the events that may be changed'
    : null;
