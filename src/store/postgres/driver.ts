/** The driver `pg`, from the installation of who shares a store; nobody else needs it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type pg from 'pg';
import { UserError } from '../../kernel/fault.ts';

/** Loads the driver from beside this package, or from where the command runs. */
export function driver(places: readonly string[] = [import.meta.url, join(process.cwd(), 'package.json')]): typeof pg {
  for (const place of places) {
    try {
      return createRequire(place)('pg') as typeof pg;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    }
  }
  throw new UserError('a store on PostgreSQL needs the package pg, which is not installed here: npm install pg');
}
