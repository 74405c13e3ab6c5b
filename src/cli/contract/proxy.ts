/** `--proxy URL`: judges a client's traffic until somebody stops it. */
import { UserError } from '../../kernel/fault.ts';
import { liveDialects } from '../../contract/terms/credentials.ts';
import { adapters } from '../../contract/products/index.ts';
import { dialectsOf, type Target } from '../../contract/terms/target.ts';
import { startProxy, type Proxy } from '../../contract/proxy.ts';
import type { ContractFlags } from './flags.ts';
import { exitCodeOf, writeReports } from './reports.ts';
import { baseOf } from './target.ts';

/** Resolves with the exit code when it was stopped. */
export async function proxy(flags: ContractFlags, text: string): Promise<number> {
  const started = await start(flags, baseOf(text));
  console.error(`siem-sim judges what goes through ${started.url} to ${text}; Ctrl-C ends it with a report`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
  const report = started.report();
  await started.close();
  await writeReports(report, flags.report);
  return exitCodeOf(report);
}

async function start(flags: ContractFlags, url: string): Promise<Proxy> {
  const products = flags.product === undefined ? adapters.map(({ name }) => name) : [flags.product];
  const target: Target = {
    url,
    isLive: true,
    products,
    ...liveDialects(adapters),
    ...dialectsOf(flags),
    credentials: [],
    writes: [],
  };
  try {
    return await startProxy(target, { port: flags.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new UserError(`cannot listen on port ${flags.port} (${code}); choose another with --port`);
    throw error;
  }
}
