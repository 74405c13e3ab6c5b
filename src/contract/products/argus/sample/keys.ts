/** API keys to ask about: two that are made, which stay, and one for each operation that revokes one. */
import type { Json } from '../../../../kernel/schema.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import type { AskFor, Memo } from '../../../terms/sample.ts';

export interface KeyParts {
  /** Descriptors, each with its prefix in its two parts and the id of its user. */
  readonly apiKeys: () => Promise<readonly Json[]>;
  /** Made anew each time, for what is used up. */
  readonly spareKeys: () => Promise<readonly Json[]>;
}

/** Functions that whoever may look at events and cases has. */
const functions = ['eventLookup', 'viewCases'];

/** The request for a key of which every member says something. */
export const fullKey = (customers: readonly Json[]): { readonly [name: string]: Json } => ({
  description: 'Nøkkel for "Contract", C:\\new, e\u0301, 鍵, \u{1f511}',
  expirationDays: 30,
  sessionConstraints: {
    function: functions,
    readOnly: true,
    customerID: customers.slice(0, 2).map((one) => member(one, 'id') ?? null),
  },
  validSources: ['127.0.0.1', '2001:db8::/32'],
});

const plainKey = { description: 'Another key', expirationDays: 3 };

export function makeKeyParts(askFor: AskFor, once: Memo, customers: () => Promise<readonly Json[]>): KeyParts {
  const made = async (body: Json): Promise<readonly Json[]> => {
    const { status, data } = await askFor('initiateApiKey', { body });
    const descriptor = member(data, 'keyDescriptor') ?? null;
    const prefix = member(descriptor, 'prefix');
    if (status >= 300 || descriptor === null || typeof prefix !== 'string') return [];
    const [prefixUser = '', prefixKey = ''] = prefix.split('/');
    return [{ ...(descriptor as object), prefixUser, prefixKey, user: Number.parseInt(prefixUser, 16) }];
  };
  return {
    apiKeys: () =>
      once('apiKeys', async () => [...(await made(fullKey(await customers()))), ...(await made(plainKey))]),
    spareKeys: () => made(plainKey),
  };
}

/** The keys in an answer that lists them. */
export const keysIn = (data: Json | undefined): readonly Json[] => listOf(member(data, 'keys'));
