#!/usr/bin/env node
/** The command line: which commands there are. Built, `serve` is a file of its own that V8 has compiled before, because its start is waited for. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCompiled } from './cli/compiled.ts';

const alone = fileURLToPath(new URL('./serve.cjs', import.meta.url));
if (process.argv[2] === 'serve' && existsSync(alone)) runCompiled(alone);
else {
  const { runProgram } = await import('./cli/program.ts');
  await runProgram({
    serve: async () => (await import('./cli/serve.ts')).serveCommand(),
    generate: async () => (await import('./cli/generate.ts')).generateCommand(),
    scenario: async () => (await import('./cli/scenario/command.ts')).scenarioCommand(),
    contract: async () => (await import('./cli/contract.ts')).contractCommand(),
    'verify-pcap': async () => (await import('./cli/verify-pcap.ts')).verifyPcapCommand(),
  });
}
