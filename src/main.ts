#!/usr/bin/env node
/** The command line. Built, `serve` is a file of its own that V8 has compiled before, because its start is waited for. */
import { runCompiled } from './cli/compiled.ts';
import type * as Whole from './whole.ts';

const { existsSync } = process.getBuiltinModule('node:fs');
const { join } = process.getBuiltinModule('node:path');
const built = (name: string): string => join(import.meta.dirname, name);
if (process.argv[2] === 'serve' && existsSync(built('serve.cjs'))) runCompiled(built('serve.cjs'), require);
else void runAny();

async function runAny(): Promise<void> {
  const whole = built('index.cjs');
  const { commands } = existsSync(whole) ? (require(whole) as typeof Whole) : await import('./whole.ts');
  await (await commands()).runCommands();
}
