#!/usr/bin/env node
/** The command line. Built, `serve` is a file of its own that V8 has compiled before, because its start is waited for. */
import { runCompiled } from './cli/compiled.ts';
import type * as Whole from './whole.ts';

const { existsSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { fileURLToPath } = process.getBuiltinModule('node:url');
const built = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
if (process.argv[2] === 'serve' && existsSync(built('./serve.cjs'))) runCompiled(built('./serve.cjs'));
else {
  const whole = built('./index.cjs');
  const { commands } = existsSync(whole)
    ? (createRequire(import.meta.url)(whole) as typeof Whole)
    : await import('./whole.ts');
  await (await commands()).runCommands();
}
