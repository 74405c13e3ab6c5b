/** The known name that somebody may have meant. */

/** How many letters must be added, removed or replaced to turn one into the other (Levenshtein). */
function distance(one: string, two: string): number {
  let row = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= two.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (one[i - 1] === two[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[two.length] ?? 0;
}

const listed = 12;

/** The known name that is near, or that has all parts of a name of several in it; undefined where none is. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const short = name.slice(0, 60);
  const most = Math.max(2, Math.floor(short.length / 3));
  const parts = short.toLowerCase().split(/[^a-z0-9]+/);
  const [best] = known
    // So many letters more or fewer are no slip of the pen, and most names of many are.
    .filter(({ length }) => Math.abs(length - short.length) <= most)
    .map((candidate) => ({ candidate, far: distance(short, candidate) }))
    .sort((one, two) => one.far - two.far);
  if (parts.length > 1 && (best?.far ?? Infinity) > 2) {
    const whole = known.find((one) => parts.every((part) => part !== '' && one.toLowerCase().includes(part)));
    if (whole !== undefined) return whole;
  }
  return best !== undefined && best.far <= most ? best.candidate : undefined;
}

/** `did you mean x?` where a name is near, else those there are: the end of a message about an unknown name. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean ${near}?`;
  if (known.length === 0) return 'there are none';
  const more = known.length > listed ? `, and ${known.length - listed} more` : '';
  return `there are ${known.slice(0, listed).join(', ')}${more}`;
}
