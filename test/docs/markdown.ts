/** Reads a page of Markdown: its fenced blocks with what their info strings say, its links, its inline code and its headings. */

/** A fenced block. `line` is that of its opening fence, from 1; the text of the block begins on the next. */
export interface Block {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  /** Words after the language: `background`, `needs=tshark,suricata`, `file=poll.py`; what has no value has ''. */
  readonly marks: ReadonlyMap<string, string>;
  /** Why no test runs it, where the info string says `unrun: why`. */
  readonly unrun: string | null;
  readonly lines: readonly string[];
}

/** A stretch of text outside fenced blocks, with its line. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

export interface Page {
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly prose: readonly Line[];
}

/** `file` is how messages name the page. A fence that is never closed is an error: all that follows would be part of it. */
export function pageOf(file: string, text: string): Page {
  const blocks: Block[] = [];
  const prose: Line[] = [];
  let open: { readonly line: number; readonly indent: number; readonly fence: string; readonly info: string } | null =
    null;
  let within: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const [, indent = '', fence = '', info = ''] = /^( *)(`{3,}|~{3,})(.*)$/.exec(raw) ?? [];
    if (open === null) {
      if (fence === '') prose.push({ line: index + 1, text: raw });
      else open = { line: index + 1, indent: indent.length, fence, info: info.trim() };
    } else if (info.trim() === '' && fence.startsWith(open.fence)) {
      blocks.push({ file, line: open.line, lines: within, ...marksOf(open.info) });
      [open, within] = [null, []];
    } else within.push(raw.slice(Math.min(open.indent, raw.length - raw.trimStart().length)));
  }
  if (open !== null) throw new Error(`${file}:${open.line}: this block is not closed`);
  return { file, blocks, prose };
}

function marksOf(info: string): Pick<Block, 'language' | 'marks' | 'unrun'> {
  const [said = '', why] = info.split(/ ?\bunrun:/);
  const [language = '', ...words] = said.split(/\s+/).filter((word) => word !== '');
  const marks = new Map(
    words.map((word): [string, string] => {
      const [name = '', ...value] = word.split('=');
      return [name, value.join('=')];
    }),
  );
  return { language, marks, unrun: why?.trim() ?? null };
}

/** Targets of links, without their anchors' owners: `usm.md#tour`, `#tour`, `https://…`. */
export const linksOf = ({ prose }: Page): readonly Line[] =>
  prose.flatMap(({ line, text }) =>
    Array.from(text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^()\s]+)\)/g), ([, target = '']) => ({
      line,
      text: target,
    })),
  );

/** Inline code, as `` `npm start` `` has it. */
export const inlineCodeOf = ({ prose }: Page): readonly Line[] =>
  prose.flatMap(({ line, text }) =>
    Array.from(text.matchAll(/`([^`]+)`/g), ([, code = '']) => ({ line, text: code.trim() })),
  );

/** Anchors of headings, as GitHub makes them. */
export function anchorsOf({ prose }: Page): readonly string[] {
  const seen = new Map<string, number>();
  return prose.flatMap(({ text }) => {
    const [, heading] = /^#{1,6} (.+)$/.exec(text) ?? [];
    if (heading === undefined) return [];
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return [before === 0 ? anchor : `${anchor}-${before}`];
  });
}
