/** Hashes of a tenant's alarms and events, as they are and six hours later. `tenant.json` holds what they are. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { closeSheet, openSheet, type Sheet } from '../../src/kernel/bytes.ts';
import type { DialectName } from '../../src/products/usm/records/tenant.ts';
import { styles } from '../../src/products/usm/json/style.ts';
import { makeServices } from '../../src/products/usm/api/services.ts';
import { hour, lived } from '../support/living.ts';
import { worldOf } from '../support/worlds.ts';

export interface TenantSample {
  readonly scenario: string;
  readonly dialect: DialectName;
}

/** A World without stories, and one with. */
export const tenantSamples: readonly TenantSample[] = ['default', 'ransomware'].flatMap((scenario) =>
  (['live', 'documented'] as const).map((dialect) => ({ scenario, dialect })),
);

export const tenantName = ({ scenario, dialect }: TenantSample): string => `${scenario} ${dialect}`;

const root = 'https://tenant.example/api/2.0';

/** sha256 of every alarm and event of 600 aggregates, in lists and alone. */
export function tenantHash({ scenario, dialect }: TenantSample, seed = '1'): string {
  const hash = createHash('sha256');
  const world = worldOf({ scenario, seed, events: 600 });
  const at = lived(world);
  const services = makeServices(at, styles[dialect]);
  const add = (write: (sheet: Sheet) => void): void => {
    const sheet = openSheet();
    write(sheet);
    hash.update(closeSheet(sheet));
  };
  for (const later of [0, 6 * hour]) {
    at.to(world.end + later);
    const { writer, labels } = services;
    const { row } = services.alarms().table;
    for (const form of ['list', 'detail'] as const)
      for (const one of row) add((sheet) => writer.alarm(sheet, one, form, labels.of(one), root));
    const { parent, ordinal } = services.events().table;
    for (const form of ['list', 'detail'] as const)
      parent.forEach((one, place) => add((sheet) => writer.event(sheet, one, ordinal[place] ?? 0, form, root)));
  }
  return hash.digest('hex');
}

export const tenantFile = new URL('tenant.json', import.meta.url);
export const tenantGolden = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(tenantFile, 'utf8')) as Record<string, string>;
