/** Library and commands together: what the build makes one file of, so that what both need is there once. */
import type * as Commands from './cli/commands.ts';
import type * as Examples from './contract/examples.ts';

export * from './index.ts';

/** What finds examples for a server that is a file of its own. */
export const examples = (): Promise<typeof Examples> => import('./contract/examples.ts');

/** The command line; loaded by who runs it. */
export const commands = (): Promise<typeof Commands> => import('./cli/commands.ts');
