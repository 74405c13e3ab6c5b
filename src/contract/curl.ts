/** A request as a line for a shell, secrets as variables. */
import type { Sent } from './terms/exchange.ts';
import type { Secrets } from './terms/secrets.ts';

/** `curl -s -H "Argus-API-Key: $ARGUS_API_KEY" 'https://…'`. */
export function curlOf(sent: Sent, secrets: Secrets): string {
  const parts = ['curl -s'];
  if (sent.method !== (sent.text === null ? 'GET' : 'POST')) parts.push(`-X ${sent.method}`);
  for (const [name, value] of Object.entries(sent.headers)) {
    // Who asks makes no difference, except by its credentials.
    if (name === 'User-Agent') continue;
    const basic = /^Basic \$(\w+)_BASIC$/.exec(secrets.hide(value));
    if (basic === null) parts.push(`-H ${quoted(`${name}: ${value}`, secrets)}`);
    else parts.push(`-u "$${basic[1]}_ID:$${basic[1]}_SECRET"`);
  }
  if (sent.text !== null)
    parts.push(
      `--data-binary ${quoted(sent.text.length > longest ? `${sent.text.slice(0, longest)}…` : sent.text, secrets)}`,
    );
  parts.push(quoted(sent.url, secrets));
  return parts.join(' ');
}

const longest = 4000;

/** In single quotes where nothing is to be expanded, else in double quotes. */
function quoted(text: string, secrets: Secrets): string {
  const hidden = secrets.hide(text);
  if (hidden === text) return `'${text.replaceAll("'", "'\\''")}'`;
  // Variables stay as they are; everything else that a shell would read is escaped.
  return `"${hidden.replace(/[\\"`]|\$(?![A-Z]+_[A-Z_]+\b)/g, (sign) => `\\${sign}`)}"`;
}
