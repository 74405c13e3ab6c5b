/** Options that several commands share, and how their values are read. */
import { InvalidArgumentError, type Command } from 'commander';
import { parseIsoUtc, wallClock } from '../kernel/clock.ts';

/** A whole number between two bounds. */
export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };

/** A number, with a fraction or without, between two bounds. */
export const decimal =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
    return value;
  };

/** `now`, or an ISO-8601 instant in UTC, as epoch milliseconds. */
export function instant(text: string): number {
  const value = text === 'now' ? wallClock.now() : parseIsoUtc(text);
  if (value === null)
    throw new InvalidArgumentError('It must be "now" or an instant in UTC such as 2026-11-02T00:00:00Z.');
  return value;
}

/** What names a World on the command line. */
export interface WorldFlags {
  readonly scenario: string;
  readonly seed: string;
  readonly end?: number;
  readonly events?: number;
}

/** Adds the options that name a World. */
export const addWorldOptions = (command: Command): Command =>
  command
    .option('--scenario <name|file>', 'a shipped scenario, or a scenario file', 'default')
    .option('--seed <text>', 'same seed, same bytes', '1')
    .option('--end <now|ISO>', "move the World so that it ends here (default: the scenario's own end)", instant)
    .option('--events <n>', "override the scenario's number of aggregated events", whole(0, 20_000_000));
