/** `siem-sim mcp`: tools for agents over standard input and output, with a simulator that clients can be pointed at. */
import { Command } from 'commander';
import { serverOptionsIn } from '../sim/options.ts';
import { startSimulator } from '../sim/simulator.ts';
import { makeMcpServer } from '../mcp/server.ts';
import { findExamplesLate as findExamples } from './find-examples.ts';
import { addProductOptions, addWorldOptions, whole, type WorldFlags } from './shared/options.ts';

interface McpFlags extends WorldFlags {
  readonly port: number;
  readonly clock: string;
  readonly allowWrites?: boolean;
}

export function mcpCommand(): Command {
  const command = addWorldOptions(
    new Command('mcp').description(
      'tools for agents over stdio (Model Context Protocol), read-only unless allowed more',
    ),
  )
    .option(
      '--port <n>',
      'port that clients under test can reach the simulator at; 0 takes any free one',
      whole(0, 65_535),
      0,
    )
    .option('--clock <clock>', 'frozen at the end of the World, an instant, or live[:speed]', 'frozen')
    .option('--allow-writes', 'let tools make and change worlds, turn clocks, add faults and clear journals');
  return addProductOptions(command, { scopes: ['world'] }).action(serveTools);
}

async function serveTools(flags: McpFlags): Promise<void> {
  const simulator = await startSimulator(serverOptionsIn(flags), { findExamples });
  const sdk = await import('../mcp/sdk.ts');
  const server = makeMcpServer(sdk, simulator, { allowWrites: flags.allowWrites === true });
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
    process.stdin.once('end', () => resolve()).once('close', () => resolve());
  });
  await server.connect(new sdk.StdioServerTransport());
  await ended;
  await server.close();
  await simulator.close();
}
