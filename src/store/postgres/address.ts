/** The URL of a store: one or several hosts of one PostgreSQL, and the schema that holds the tables. */
import { UserError } from '../../kernel/fault.ts';
import { suggestion } from '../../kernel/suggestion.ts';

export interface Address {
  /** A URL for the driver for each host. */
  readonly hosts: readonly string[];
  /** The PostgreSQL schema, a name that needs no quoting. */
  readonly schema: string;
  /** The URL as it may be shown: without its password. */
  readonly shown: string;
}

/** Those of the driver. */
const passedOn = [
  'application_name',
  'host',
  'options',
  'password',
  'port',
  'ssl',
  'sslcert',
  'sslkey',
  'sslmode',
  'sslnegotiation',
  'sslrootcert',
  'uselibpqcompat',
  'user',
];
/** Those that providers put into the URLs that they give, and that mean nothing here: the host that takes writes is always looked for. */
const ignored = ['channel_binding', 'connect_timeout', 'target_session_attrs'];

const example = 'postgres://user@host:5432/database';

/** Reads the URL, or throws a `UserError`. */
export function storeAddress(url: string): Address {
  const parts = /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^/?#@]*)(\/[^?#]*)?(?:\?([^#]*))?$/.exec(url);
  if (parts === null) throw new UserError(`a store has a URL such as ${example}, not ${withoutPassword(url)}`);
  const [, scheme = '', account = '', places = '', database = '', query = ''] = parts;
  const options = new URLSearchParams(query);
  const schema = schemaOf(options);
  for (const name of [...ignored, 'schema']) options.delete(name);
  const rest = options.size === 0 ? '' : `?${options.toString()}`;
  const hosts = places.split(',').map((place) => `${scheme}${account}${place}${database}${rest}`);
  for (const host of hosts) check(host, url);
  return { hosts, schema, shown: withoutPassword(url) };
}

/** The schema that the options name; all of them must be known. */
function schemaOf(options: URLSearchParams): string {
  for (const name of options.keys()) {
    if (![...passedOn, ...ignored, 'schema'].includes(name))
      throw new UserError(`the store's URL has no option ${name}: ${suggestion(name, ['schema', ...passedOn])}`);
  }
  const schema = options.get('schema') ?? 'siem_sim';
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new UserError(`the schema of a store is a name of small letters, digits and underscores, not ${schema}`);
  return schema;
}

function check(host: string, url: string): void {
  // The driver takes a URL without a host, for a socket.
  const tried = host.replace(/^([^:]*:\/\/)([^/?#]*@)?(?=[/?]|$)/, '$1$2localhost');
  try {
    decodeURIComponent(tried);
    if (new URL(tried).port !== '0') return;
  } catch {
    // Told below.
  }
  throw new UserError(`a store has a URL such as ${example}, not ${withoutPassword(url)}`);
}

/** Anything that may be a URL, without its password. */
const withoutPassword = (url: string): string =>
  url.replace(/^([^:/?#]*:\/\/[^:/?#]*):.*@/, '$1:***@').replaceAll(/([?&]password=)[^&#]*/g, '$1***');
