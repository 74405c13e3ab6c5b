/** The tool that asks the contract suite, of a simulator of its own or of a server that the environment has credentials for. */
import { adapters } from '../contract/products/index.ts';
import { runContract } from '../contract/run.ts';
import { simulatedTarget } from '../contract/simulated.ts';
import { startSimulator } from '../sim/simulator.ts';
import { UserError } from '../kernel/fault.ts';
import { suggestion } from '../kernel/suggestion.ts';
import type { Tool } from './tool.ts';

interface ContractInput {
  readonly operation?: string;
  readonly profile?: 'quick' | 'full' | 'schema';
  readonly maxRequests?: number;
}

const usualRequests = 300;
const mostFindings = 20;

export const contractTool: Tool<ContractInput> = {
  name: 'contract',
  schema: 'mcp/contract.schema.json',
  description:
    'Asks the contract suite about a simulator of its own, so that no world is touched: what is checked of an `operation` such as findAggregatedEvents, and what was found. `profile` is schema (the default), quick or full; `maxRequests` bounds it.',
  writes: () => false,
  run: async ({ operation, profile = 'schema', maxRequests = usualRequests }) => {
    const simulator = await startSimulator({ port: 0, events: 400 });
    try {
      const target = simulatedTarget(simulator);
      const ids = adapters.flatMap(({ tables }) =>
        Object.values(tables).flatMap(({ rows }) => rows.map(({ id }) => id)),
      );
      if (operation !== undefined && !ids.includes(operation))
        throw new UserError(`there is no operation ${operation}; ${suggestion(operation, ids)}`);
      const only = operation === undefined ? undefined : (name: string): boolean => name.includes(`.${operation}/`);
      const report = await runContract(target, {
        profile,
        maxRequests,
        rps: Number.MAX_SAFE_INTEGER,
        ...(only !== undefined && { only }),
      });
      const checked = report.results.filter(({ verdict }) => verdict !== 'skipped');
      return {
        checked: checked.map(({ unit, verdict }) => `${unit}: ${verdict}`).slice(0, 200),
        findings: report.findings.slice(0, mostFindings),
        summary: report.summary,
        ended: report.ended,
      };
    } finally {
      await simulator.close();
    }
  },
};
