/** Scenarios that are handed over themselves, in place of the name of one: YAML text, or an object as its JSON. */
import { createHash } from 'node:crypto';
import { UserError } from '../../kernel/fault.ts';

/** Bytes of a scenario that is handed over, and background events of it; a file may have more. */
const mostBytes = 131_072;
export const mostInlineEvents = 1_000_000;

/** Whether it is a scenario itself: names and paths have neither line breaks nor a brace in front. */
export const isInline = (given: string): boolean => given.startsWith('{') || given.includes('\n');

/** An object is a single line, whose mistakes are told by JSON pointers: nobody sees its columns. */
export const isObjectText = (text: string): boolean => text.startsWith('{') && !text.includes('\n');

/** A scenario however it was given, as text: what is no object stays as it is. Throws UserError for one that is too large. */
export function scenarioText(given: string | object): string {
  const text = typeof given === 'string' ? given : objectText(given);
  if (isInline(text) && Buffer.byteLength(text) > mostBytes)
    throw new UserError(`the scenario has more than ${mostBytes} bytes; shorten it, or start a server with its file`);
  return text;
}

function objectText(given: object): string {
  try {
    return JSON.stringify(given);
  } catch {
    throw new UserError('the scenario is no object that JSON could hold');
  }
}

/** What a scenario is known by: its name or path, or a name that follows from what is in it. */
export const scenarioName = (given: string): string =>
  isInline(given) ? `inline-${createHash('sha256').update(given).digest('hex').slice(0, 12)}` : given;
