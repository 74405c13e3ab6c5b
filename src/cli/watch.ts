/** `siem-sim watch`: what happens on a running simulator, line by line. */
import { Command, InvalidArgumentError } from 'commander';
import { watchables, type Watchable } from './watch/happening.ts';
import type { WatchFlags } from './watch/watch.ts';

export function watchCommand(): Command {
  return new Command('watch')
    .description(
      "events, alarms, steps of stories and clients' requests of a running simulator, as they happen; exit 0 when interrupted, 2 when nothing answers",
    )
    .option('--url <url>', 'address of the server, of a world on it, or of its control plane', 'http://127.0.0.1:8080')
    .option('--token <text>', 'the control token, where the server has one')
    .option('--only <list>', `some of ${watchables.join(', ')}, with commas between them`, watchablesIn, watchables)
    .option('--json', 'NDJSON: an object a line')
    .action(async (flags: WatchFlags): Promise<void> => (await import('./watch/watch.ts')).watchByFlags(flags));
}

function watchablesIn(text: string): readonly Watchable[] {
  const asked = text.split(/[\s,]+/).filter((name) => name !== '');
  const known = watchables.filter((name) => asked.includes(name));
  if (known.length === 0 || known.length !== new Set(asked).size)
    throw new InvalidArgumentError(`It must be some of ${watchables.join(', ')}, with commas between them.`);
  return known;
}
