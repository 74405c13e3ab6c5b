/** Reads the texts of a section, and notes what is wrong with them where they stand. */
import { suggestion } from '../../../kernel/suggestion.ts';
import type { Note } from '../../scenario/scenario.ts';
import { unsafe } from './safe.ts';
import type { ScenarioAlarm, SectionReader } from './section.ts';
import { literal, parseTemplate, tokensOf, type TextTemplate } from './template.ts';
import { isDrawn, isSeenToken, tokenNames } from './tokens.ts';

/** What begins like a name that is filled in and has no end. */
const unclosed = (template: TextTemplate): string | null => {
  const [found] = template.flatMap((piece) =>
    'text' in piece ? (/\{(hex|digits)\d+(?![\d}])/.exec(piece.text) ?? []) : [],
  );
  return found === undefined ? null : `has a ${found} without its }`;
};

/** The reader of a section; names that its texts fill in are put into `used`. */
export function readerOf(
  { vary = {}, ...alarm }: ScenarioAlarm,
  section: keyof ScenarioAlarm,
  note: Note,
  used: Set<string>,
): SectionReader {
  const here: Note = (path, message) => note([section, ...path], message);
  const members = alarm[section as keyof typeof alarm] as Readonly<Record<string, unknown>>;
  const text: SectionReader['text'] = (path, source, kind = 'wire') => {
    try {
      const template = parseTemplate(source);
      for (const token of tokensOf(template)) used.add(token);
      const unknown = tokensOf(template).find((token) => !isSeenToken(token) && !isDrawn(token, vary));
      if (unknown !== undefined)
        here(
          path,
          `has {${unknown}} in it, which is nothing that is filled in; ${suggestion(unknown, tokenNames(vary))}`,
        );
      const wrong = unsafe(template, kind, vary) ?? unclosed(template);
      if (wrong !== null) here(path, wrong);
      return template;
    } catch (error) {
      here(path, error instanceof RangeError ? error.message : String(error));
      return literal(source);
    }
  };
  return {
    note: here,
    text,
    texts: (usual, kind) => {
      const read = Object.entries<string>(usual).map(
        ([name, other]) => [name, text([name], (members[name] as string | undefined) ?? other, kind)] as const,
      );
      return Object.fromEntries(read) as Record<keyof typeof usual, TextTemplate>;
    },
    each: (member, kind) => {
      const own = (members[member] ?? []) as Readonly<Record<string, string>>;
      const placeOf = (name: string): string | number => (Array.isArray(own) ? Number(name) : name);
      return Object.entries(own).map(([name, one]) => [name, text([member, placeOf(name)], one, kind)] as const);
    },
  };
}
