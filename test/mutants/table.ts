/** The table of mutants as the docs show it. */
import type { Fate } from './kill.ts';

/** `97 of 100 mutants killed (97.0 %)`. */
export function sums(fates: readonly Fate[]): string {
  const killed = fates.filter(({ killers }) => killers.length > 0).length;
  const most = Math.max(0, ...fates.filter(({ killers }) => killers.length > 0).map(({ requests }) => requests));
  return `${killed} of ${fates.length} mutants killed (${((killed / Math.max(1, fates.length)) * 100).toFixed(1)} %), each within ${most} requests`;
}

export const tableOf = (fates: readonly Fate[]): string =>
  [
    '# Mutants',
    '',
    'Deliberate misbehaviours of the simulator, each judged by the contract suite with `npm run mutants -- --write`, which writes this page.',
    'The whole suite asks about the operations that a mutant breaks; the first check that finds something is then run by itself from a cold start and must find it again. The requests are those of that run, getting to know the target included.',
    '',
    `**${sums(fates)}.**`,
    '',
    '| mutant | what the server does wrong | killed by | requests |',
    '|---|---|---|---:|',
    ...fates.map(({ mutant, killers, requests }) => {
      const [killer] = killers;
      const by = killer === undefined ? '**survived**' : `${killer.check} on ${killer.operation}`;
      return `| ${mutant.name} | ${mutant.says} | ${by} | ${requests} |`;
    }),
    '',
  ].join('\n');
