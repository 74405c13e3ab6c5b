/** Options that several commands share, and how their values are read. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { plugins } from '../../products/index.ts';
import type { ProductFlag } from '../../products/shared/plugin.ts';
import type { BaseOptions } from '../../sim/worlds/world-cache.ts';
import { wallClock } from '../../kernel/clock.ts';
import { parseInstant } from '../../kernel/duration.ts';

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
  const value = parseInstant(text, wallClock.now(), {});
  if (value === null)
    throw new InvalidArgumentError('It must be "now" or an instant in UTC such as 2026-11-02T00:00:00Z.');
  return value;
}

/** What names a World on the command line. */
export type WorldFlags = BaseOptions;

/** Adds the options that name a World. */
export const addWorldOptions = (command: Command): Command =>
  command
    .option('--scenario <name|file>', 'a shipped scenario, or a scenario file', 'default')
    .option('--seed <text>', 'same seed, same bytes', '1')
    .option('--end <now|ISO>', "move the World so that it ends here (default: the scenario's own end)", instant)
    .option('--events <n>', "override the scenario's number of aggregated events", whole(0, 20_000_000))
    .option(
      '--world-format <n>',
      "draw the World by this format (default: the scenario's, else the newest)",
      whole(1, 1000),
    );

/** `usmDialect` as `--usm-dialect`. */
const spelt = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Adds the flags of all products; `usual` says what one is when it is left out, where that is not as the product has it. */
export function addProductOptions(
  command: Command,
  { scopes, usual: other }: { readonly scopes: readonly ProductFlag['scope'][]; readonly usual?: string },
): Command {
  const productFlags = plugins.flatMap(({ flags }) => flags);
  for (const { name, scope, description, choices, usual } of productFlags) {
    if (!scopes.includes(scope)) continue;
    const text = other ?? usual?.text;
    const option = new Option(
      choices === undefined ? spelt(name) : `${spelt(name)} <name>`,
      text === undefined ? description : `${description} (default: ${text})`,
    );
    command.addOption(choices === undefined ? option : option.choices(choices));
  }
  return command;
}
