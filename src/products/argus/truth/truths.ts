/** The kinds of things that Argus tells of, and to whom. */
import { UserError } from '../../../kernel/fault.ts';
import type { Truths } from '../../shared/truth.ts';
import { narrowed, rightsOf, type Principal } from '../access/access.ts';
import { keyPrefix } from '../access/records.ts';
import type { ArgusServices } from '../services/services.ts';
import { caseTruth } from './cases.ts';
import { eventTruth } from './events.ts';

export const argusTruths: Truths = {
  viewer: ({ services }, name): Principal => {
    const { keys } = (services as ArgusServices).simulation.world;
    const named = keys.map((key) => ({ key, prefix: keyPrefix(key.account.id, key.key) }));
    const found = named.find(({ key, prefix }) => name === undefined || key.label === name || prefix === name);
    if (found === undefined) throw new UserError(`there is no API key "${name ?? ''}" in the scenario`);
    const { key, prefix: caller } = found;
    const rights = narrowed(rightsOf(key.account), key);
    return { ...rights, account: key.account, method: 'APIKEY', level: 'EXTERNAL', source: '', caller, session: null };
  },
  kinds: { events: eventTruth('aggregated'), rawEvents: eventTruth('raw'), cases: caseTruth },
};
