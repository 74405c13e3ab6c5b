/** Opens the store that a URL names. */
import { UserError } from '../../kernel/fault.ts';
import type { Store } from '../port.ts';

/** Throws a `UserError` of one line where it cannot be used. */
export async function openStore(url: string): Promise<Store> {
  if (!/^postgres(?:ql)?:/.test(url)) {
    const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? url.slice(0, 40);
    throw new UserError(`a store has a URL such as postgres://user@host:5432/database, not ${scheme}`);
  }
  const { postgresStore } = await import('./store.ts');
  return postgresStore(url);
}
