/** What counts as right: a preset, and what the user says besides. */
import { UserError } from '../../kernel/fault.ts';
import { violations } from '../../kernel/schema.ts';
import type { HuntExpect } from '../generated/types.ts';

export type { HuntExpect } from '../generated/types.ts';

const presets: Readonly<Record<NonNullable<HuntExpect['preset']>, HuntExpect>> = {
  poller: { versions: 'any' },
  mirror: { versions: 'latest' },
  'alerts-only': { versions: 'any', ignore: ['*'] },
};

/** The preset and what is said besides it. */
export const completedExpect = (expect: HuntExpect): HuntExpect => ({
  ...presets[expect.preset ?? 'poller'],
  ...expect,
});

/** Throws UserError that names the file and the place. */
export function checkedExpect(given: unknown, file: string): HuntExpect {
  const [first] = violations('hunt/hunt-expect.schema.json', given);
  if (first !== undefined) throw new UserError(`${file}: ${first.path.join('.') || 'it'} ${first.message}`);
  return given as HuntExpect;
}
