/** What Argus shows of cases: since when, in which versions, and which of them a search means. */
import { withLists } from '../../../http/bare.ts';
import type { Problem } from '../../../http/product.ts';
import { UserError } from '../../../kernel/fault.ts';
import { violations, type Json } from '../../../kernel/schema.ts';
import type { Case } from '../../../model/world.ts';
import type { Truth, TruthKind } from '../../shared/truth.ts';
import { rightsOf, type Principal } from '../access/access.ts';
import { ownAssociations } from '../cases/case-events.ts';
import { caseModel } from '../cases/case-model.ts';
import { nowOf, readable, readingCases } from '../cases/find.ts';
import { compileCriteria } from '../cases/search/compile.ts';
import { searchedCase } from '../cases/search/searched-case.ts';
import type { CaseCriteria } from '../generated/types.ts';
import type { ArgusServices } from '../services/services.ts';

export const caseTruth: TruthKind = {
  ids: 'number',
  of: ({ services }) => truthOf(services as ArgusServices),
  searches: { advancedCaseSearch: ({ body }) => body, simpleCaseSearch: ({ query }) => query as Json },
};

/** What reading a case and testing it costs. */
const unitsOfCase = 6000;
const schema = 'argus/case-criteria.schema.json';

function truthOf(services: ArgusServices): Truth {
  const { simulation } = services;
  const { world } = simulation;
  let known: { readonly of: readonly Case[]; readonly byId: ReadonlyMap<number, Case> } | null = null;
  const byId = (): ReadonlyMap<number, Case> => {
    const { cases } = world;
    if (known?.of !== cases) known = { of: cases, byId: new Map(cases.map((entry) => [entry.id, entry])) };
    return known.byId;
  };
  const entryOf = (key: number): Case => {
    const entry = byId().get(key);
    if (entry === undefined) throw new RangeError(`there is no case ${key}`);
    return entry;
  };
  /** As the operations centre sees it. */
  const found = (key: number) => {
    const [first] = world.accounts;
    const account = world.accounts.find(({ analyst }) => analyst) ?? first;
    if (account === undefined) return null;
    const way = { method: 'APIKEY', level: 'EXTERNAL', source: '', caller: '', session: null } as const;
    return readable(simulation, { ...rightsOf(account), customers: null, account, ...way }, entryOf(key));
  };
  return {
    find: (id) => (byId().has(Number(id)) ? Number(id) : null),
    idOf: String,
    visible: (key) => entryOf(key).opened,
    changes: (key) => {
      const { closed } = entryOf(key);
      const { file = null } = found(key) ?? {};
      const own = ownAssociations(simulation, entryOf(key));
      return [...(file?.transactions ?? []), ...own].map(({ at }) => at).concat(closed ?? []);
    },
    happened: (key) => entryOf(key).opened,
    *select(criteria, viewer) {
      const given = withLists(schema, criteria) as CaseCriteria;
      const [worst] = violations(schema, given);
      if (worst !== undefined) throw new UserError(`criteria: ${worst.path.join('.')} ${worst.message}`);
      const problems: Problem[] = [];
      const isMeant = compileCriteria(given, simulation.clock.now(), problems, nowOf(simulation));
      if (problems.length > 0) throw services.invalid(problems);
      const keys: number[] = [];
      yield* readingCases(simulation, viewer as Principal, unitsOfCase, (one) => {
        if (isMeant(searchedCase(simulation, one))) keys.push(one.entry.id);
      });
      return keys;
    },
    shown: (key) => {
      const one = found(key);
      return one === null ? [] : [JSON.stringify(caseModel(simulation, one, { description: true, workflows: true }))];
    },
    unstable: [],
  };
}
