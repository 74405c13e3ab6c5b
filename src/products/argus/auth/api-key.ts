/** API keys: the header `Argus-API-Key: user/key/secret`. Source: contract/argus.md §5.1, seed 002. */
import { timingSafeEqual } from 'node:crypto';
import { ApiError } from '../../../kernel/fault.ts';
import { contains, parseRange, type Range } from '../../../kernel/net.ts';
import type { ApiKey } from '../../../model/world.ts';
import type { Simulation } from '../../simulation.ts';
import { principalOf, type Principal } from '../access.ts';

const refused = (message: string, template: string): ApiError =>
  new ApiError(401, [{ message, template, field: null }]);

/** Finds the caller of a key, or throws 401; an expired key and a wrong source address are said to be that (seed 002). */
export function makeKeyCheck(simulation: Simulation): (header: string, source: string) => Principal {
  const keys = new Map(simulation.world.keys.map((key) => [`${key.account.id}/${key.key}`, key]));
  const principals = new Map<string, Principal>();
  return (header, source) => {
    const [user, key, secret, ...rest] = header.trim().split('/');
    const known = rest.length === 0 ? keys.get(`${user}/${key}`) : undefined;
    // An unknown key is compared too, so that the time taken tells nothing.
    const isSecret = sameText(secret ?? '', known?.secret ?? 'no such key');
    if (known === undefined || !isSecret) throw refused('Invalid API key', 'user.not.authenticated');
    if (known.expires !== null && simulation.clock.now() >= known.expires)
      throw refused('API key has expired', 'api.key.expired');
    if (!isAllowed(known, source))
      throw refused('API key is not valid from this source address', 'api.key.invalid.source');
    const name = `${header} ${source}`;
    const found = principals.get(name) ?? principalOf(known, source);
    if (principals.size < 1000) principals.set(name, found);
    return found;
  };
}

function sameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.alloc(256), Buffer.alloc(256)];
  one.write(given);
  other.write(expected);
  return timingSafeEqual(one, other) && given.length === expected.length;
}

function isAllowed(key: ApiKey, source: string): boolean {
  if (key.sources === null) return true;
  const address = addressOf(source);
  return address !== null && key.sources.some((network) => contains(network, address));
}

/** Node shows IPv4 clients of a dual-stack socket as `::ffff:192.0.2.1`. */
const addressOf = (source: string): Range | null => parseRange(source.replace(/^::ffff:(?=\d+\.)/, ''));
