#!/usr/bin/env node
/** The command line. Built, `serve` is a file of its own that V8 has compiled before, because its start is waited for. */
import { runCompiled } from './cli/compiled.ts';

const { existsSync } = process.getBuiltinModule('node:fs');
const { fileURLToPath } = process.getBuiltinModule('node:url');
const alone = fileURLToPath(new URL('./serve.cjs', import.meta.url));
if (process.argv[2] === 'serve' && existsSync(alone)) runCompiled(alone);
else await import('./cli/commands.ts');
