/** Library and commands together: what the build makes one file of, so that what both need is there once. */
import type * as Commands from './cli/commands.ts';

export * from './index.ts';

/** The command line; loaded by who runs it. */
export const commands = (): Promise<typeof Commands> => import('./cli/commands.ts');
