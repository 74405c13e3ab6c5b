/** The tools over the Model Context Protocol: what comes is held against the tool's schema, and what is wrong is told in words. */
import { packageVersion } from '../kernel/package.ts';
import { UserError } from '../kernel/fault.ts';
import { schemaDocument, violations, type Json } from '../kernel/schema.ts';
import { suggestion } from '../kernel/suggestion.ts';
import type { OwnWorld, Simulator } from '../sim/simulator.ts';
import type { Tool, ToolContext } from './tool.ts';
import { tools } from './tools.ts';

type Sdk = typeof import('./sdk.ts');

export interface McpOptions {
  /** Whether tools may change anything. */
  readonly allowWrites: boolean;
}

/** Characters of an answer; an agent's memory is short. */
const longest = 40_000;

/** A server with all tools over a running simulator; the caller connects it. */
export function makeMcpServer(
  sdk: Sdk,
  simulator: Simulator,
  { allowWrites }: McpOptions,
): InstanceType<Sdk['Server']> {
  const server = new sdk.Server(
    { name: 'siem-sim', version: packageVersion() },
    { capabilities: { tools: {} }, instructions: instructionsOf(simulator, allowWrites) },
  );
  const context = contextOf(simulator);
  server.setRequestHandler(sdk.ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => listed(tool, allowWrites)),
  }));
  server.setRequestHandler(sdk.CallToolRequestSchema, async ({ params: { name, arguments: input = {} } }) => {
    try {
      const shown = await called(name, input, context, allowWrites);
      return { content: [{ type: 'text', text: textOf(shown) }] };
    } catch (error) {
      if (!(error instanceof UserError)) console.error(error);
      const text = error instanceof UserError ? error.message : 'the simulator has a bug; its log has the rest';
      return { content: [{ type: 'text', text }], isError: true };
    }
  });
  return server;
}

const instructionsOf = ({ url }: Simulator, allowWrites: boolean): string =>
  [
    `A simulator of mnemonic Argus and USM Anywhere runs at ${url}; point the client under test at it.`,
    'Begin with worlds (action list) for addresses and credentials.',
    allowWrites ? '' : 'Started read-only: what changes a world is refused until it is started with --allow-writes.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');

function listed({ name, schema, description }: Tool, allowWrites: boolean) {
  const { $schema: _, $id: __, ...inputSchema } = schemaDocument(schema) as { readonly [key: string]: Json };
  const canWrite = ['worlds', 'clock', 'faults', 'journal'].includes(name);
  return {
    name,
    description,
    inputSchema: { ...inputSchema, type: 'object' as const },
    annotations: { readOnlyHint: !(canWrite && allowWrites), openWorldHint: false },
  };
}

async function called(name: string, input: object, context: ToolContext, allowWrites: boolean): Promise<unknown> {
  const tool = tools.find((one) => one.name === name) as Tool<object> | undefined;
  if (tool === undefined)
    throw new UserError(
      `there is no tool ${name.slice(0, 60)}; ${suggestion(
        name,
        tools.map((one) => one.name),
      )}`,
    );
  const wrong = violations(tool.schema, input);
  if (wrong.length > 0)
    throw new UserError(wrong.map(({ path, message }) => `${path.join('.') || 'the input'} ${message}`).join('; '));
  if (tool.writes(input) && !allowWrites)
    throw new UserError('this changes a world, and the server was started read-only: start it with --allow-writes');
  return tool.run(input, context);
}

function contextOf(simulator: Simulator): ToolContext {
  const worlds = new Map<string, OwnWorld>();
  return {
    simulator,
    worlds,
    world: (name) => {
      const found = name === undefined ? simulator : worlds.get(name);
      if (found !== undefined) return found;
      throw new UserError(`there is no world ${name}; ${suggestion(name ?? '', [...worlds.keys()])}`);
    },
  };
}

function textOf(shown: unknown): string {
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown, null, 1);
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n… ${text.length - longest} more characters; ask for less`;
}
