/** Names within a written story. */

/** Letters, digits and hyphens, each once. */
export function makeNames(): (text: string) => string {
  const taken = new Set<string>();
  return (text) => {
    const slug = text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const base = (/^[a-z]/.test(slug) ? slug : `step-${slug}`).slice(0, 36).replace(/-+$/, '');
    let name = base;
    for (let nth = 2; taken.has(name); nth++) name = `${base}-${nth}`;
    taken.add(name);
    return name;
  };
}
