/** The contract suite through Prism as a proxy: no answer departs from the document, and no request that is taken, but for reasons. */
import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../src/contract/products/index.ts';
import { runContract } from '../../src/contract/run.ts';
import { simulatedTarget } from '../../src/contract/simulated.ts';
import { apisOf } from '../../src/contract/terms/operation.ts';
import type { Rule } from '../../src/contract/terms/check.ts';
import { startSimulator } from '../../src/index.ts';
import { drawn } from '../support/drawn.ts';
import { isMistaken, reasonFor, startPrism, violationsIn } from './prism.ts';
import { folder, isInstalled } from './tools.ts';

const dialects = isInstalled ? drawn('dialects that are asked through Prism', ['documented', 'live'], 1) : ['live'];

describe.skipIf(!isInstalled)('through Prism', () => {
  test.each(dialects)(
    'the contract suite meets nothing that the document forbids, in the %s dialect',
    async (usmDialect) => {
      const simulator = await startSimulator({ usmDialect: usmDialect as 'live' });
      const at = `${folder}dist.prism`;
      mkdirSync(at, { recursive: true });
      writeFileSync(`${at}/${usmDialect}.json`, await (await fetch(`${simulator.url}/openapi.json`)).text());
      const prism = await startPrism(`${at}/${usmDialect}.json`, simulator.url);
      const target = { ...simulatedTarget(simulator, { usmDialect }), url: prism.url };
      const keys = apisOf(target, adapters).flatMap(({ operations }) => operations.map(({ key }) => key));
      const asked = new Set(drawn('operations that are asked through Prism', keys, 4));
      const found = new Set<string>();
      let exchanges = 0;
      const byTheWay: Rule = {
        id: 'schema/prism',
        asks: 'Does Prism find anything wrong with it?',
        applies: () => true,
        judge: ({ headers, status }, { key }) => {
          exchanges++;
          const violations = violationsIn(headers.get('sl-violations'));
          if (isMistaken(violations)) return [];
          for (const one of violations)
            if (reasonFor(one, status) === null)
              found.add(`${key} ${status} ${one.location.join('.')}: ${one.message}`);
          return [];
        },
      };
      const only = (unit: string): boolean => asked.has(unit.split('/')[0] ?? '');
      await runContract(target, { only, rules: [byTheWay] });
      prism.stop();
      await simulator.close();
      rmSync(at, { recursive: true, force: true });
      expect(exchanges).toBeGreaterThan(20);
      expect([...found]).toEqual([]);
    },
  );
});
