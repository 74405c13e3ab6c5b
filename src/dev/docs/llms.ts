/** `llms.txt` and `llms-full.txt`: the pages as a list with what each is about, and all of them in one text (llmstxt.org). */

/** A page with its path in the package. */
export interface PageText {
  readonly path: string;
  readonly text: string;
}

/** The first heading, and the first paragraph below it. */
function beginningOf(text: string): { readonly title: string; readonly about: string } {
  const [, title = ''] = /^# (.+)$/m.exec(text) ?? [];
  const paragraph = text
    .slice(text.indexOf('\n'))
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .find((part) => /^[\p{L}`*"]/u.test(part));
  const plain = (paragraph ?? '').replaceAll('\n', ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  const [, first = plain] = /^(.*?[.:])(?: |$)/.exec(plain) ?? [];
  return { title, about: first.replace(/:$/, '.') };
}

export function llmsText(readme: PageText, pages: readonly PageText[]): string {
  const { title } = beginningOf(readme.text);
  const [, summary = ''] = /^# .+\n\n(?:<!--[^]*?-->\n\n|!\[[^]*?\n\n)?([^]*?)\n\n/.exec(readme.text) ?? [];
  const lines = pages.map(({ path, text }) => {
    const page = beginningOf(text);
    return `- [${page.title}](${path}): ${page.about}`;
  });
  return `# ${title}\n\n> ${summary.replaceAll('\n', ' ').replaceAll('**', '')}\n\n## Docs\n\n- [README](${readme.path}): what it is, and the first five minutes\n${lines.join('\n')}\n`;
}

/** All pages, the long tables of alarms and operations among them, each after a line with its path. */
export const llmsFullText = (readme: PageText, pages: readonly PageText[]): string =>
  [readme, ...pages].map(({ path, text }) => `<!-- ${path} -->\n\n${text.trim()}\n`).join('\n');
