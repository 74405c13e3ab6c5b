/** Options of the repository's commands: `--help` prints what the command's file says of itself, a mistake ends it with 2. */
import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { suggestion } from '../../src/kernel/suggestion.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values that were given to the command that this file is, by the names of its options. */
export function valuesGiven<const Known extends Options>(
  file: string,
  options: Known,
  args: readonly string[] = process.argv.slice(2),
) {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const named = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  if (named.includes('help')) return end(0, usageOf(file));
  const known = Object.keys(options).map((name) => `--${name}`);
  const strange = named.map((name) => `--${name}`).find((name) => !known.includes(name));
  if (strange !== undefined) return end(2, `${strange} is no option; ${suggestion(strange, known)}`);
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    return end(2, (error as Error).message);
  }
}

/** The comment with which a file begins, without its stars. */
function usageOf(file: string): string {
  const [, comment = ''] = /^\/\*\*([^]*?)\*\//.exec(readFileSync(new URL(file), 'utf8')) ?? [];
  return comment.replaceAll(/^ *\* ?/gm, '').trim();
}

function end(code: 0 | 2, text: string): never {
  if (code === 0) console.log(text);
  else console.error(text);
  process.exit(code);
}
