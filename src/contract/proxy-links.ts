/** Links to the target in an answer lead to the proxy instead, so that a client who follows them stays judged. */

/** The body with each text that begins with one address beginning with the other; the same bytes where there is none. */
export function withLinks(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('utf8');
  const ends = (address: string): RegExp =>
    new RegExp(`"${address.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}(?=["/?\\\\])`, 'g');
  const escaped = (address: string): string => address.replaceAll('/', '\\/');
  const changed = text.replace(ends(from), `"${to}`).replace(ends(escaped(from)), `"${escaped(to)}`);
  return changed === text ? bytes : Buffer.from(changed, 'utf8');
}
