/** `serve` by itself: what the build makes one file of. */
import { runProgram } from './program.ts';
import { serveCommand } from './serve.ts';

void runProgram({ serve: async () => serveCommand() });
