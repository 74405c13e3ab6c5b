/** What a `console` block says: commands after `$ `, each with the output that follows it. */
import type { Block } from './markdown.ts';

/** `line` is that of its `$`. `output` is what is printed after it, without empty lines at its end. */
export interface Command {
  readonly line: number;
  readonly text: string;
  readonly output: readonly string[];
}

/** The block's commands; lines before the first are output of something else, which only a block marked `from` has. */
export function commandsIn({ file, line, lines }: Block): {
  readonly commands: readonly Command[];
  readonly before: readonly string[];
} {
  const commands: { line: number; text: string; output: string[] }[] = [];
  const before: string[] = [];
  let unfinished = false;
  for (const [index, text] of lines.entries()) {
    const last = commands.at(-1);
    if (unfinished && last !== undefined) {
      last.text += `\n${text}`;
      unfinished = goesOn(last.text);
    } else if (text.startsWith('$ ')) {
      commands.push({ line: line + 1 + index, text: text.slice(2), output: [] });
      unfinished = goesOn(text.slice(2));
    } else (last?.output ?? before).push(text);
  }
  if (unfinished) throw new Error(`${file}:${commands.at(-1)?.line ?? line}: this command does not end`);
  return {
    commands: commands.map((command) => ({ ...command, output: withoutEmptyEnd(command.output) })),
    before: withoutEmptyEnd(before),
  };
}

/** Without empty lines at the end, which set one command off from the next. */
export function withoutEmptyEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}

/** Whether a shell would ask for another line: an open quote, a pipe or a backslash at the end, a here-document without its end. */
export function goesOn(command: string): boolean {
  const { open, rest } = unquoted(command);
  if (open !== '' || /(?:\\|\||&&)$/.test(rest.trimEnd())) return true;
  const [, word] = /<<-?\s*(?:'|")?(\w+)/.exec(command) ?? [];
  return word !== undefined && command.split('\n').at(-1)?.trim() !== word;
}

/** The command without what is in quotes and comments, and the quote that is still open. */
function unquoted(command: string): { readonly open: string; readonly rest: string } {
  let [open, rest] = ['', ''];
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at);
    if (open === '' && character === '#' && /^$|\s$/.test(rest)) {
      const end = command.indexOf('\n', at);
      if (end < 0) break;
      at = end - 1;
    } else if (character === '\\' && open !== "'") {
      if (open === '') rest += command.slice(at, at + 2);
      at++;
    } else if (open === '' && (character === "'" || character === '"')) open = character;
    else if (character === open) open = '';
    else if (open === '') rest += character;
  }
  return { open, rest };
}
