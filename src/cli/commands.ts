/** The commands, each loaded when it is asked for. */
import { runProgram, type Commands } from './program.ts';

export const commandTable: Commands = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  generate: async () => (await import('./generate.ts')).generateCommand(),
  scenario: async () => (await import('./scenario/command.ts')).scenarioCommand(),
  contract: async () => (await import('./contract.ts')).contractCommand(),
  profile: async () => (await import('./profile.ts')).profileCommand(),
  openapi: async () => (await import('./openapi.ts')).openApiCommand(),
  hunt: async () => (await import('./hunt.ts')).huntCommand(),
  truth: async () => (await import('./truth.ts')).truthCommand(),
  score: async () => (await import('./truth.ts')).scoreCommand(),
  watch: async () => (await import('./watch.ts')).watchCommand(),
  mcp: async () => (await import('./mcp.ts')).mcpCommand(),
  store: async () => (await import('./store/command.ts')).storeCommand(),
  'verify-pcap': async () => (await import('./verify-pcap.ts')).verifyPcapCommand(),
};

/** Does what the command line says. */
export const runCommands = (): Promise<void> => runProgram(commandTable);
