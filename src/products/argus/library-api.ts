/** What the library hands out of Argus: addresses, API keys, and a way to register public keys. */
import type { LibraryContext } from '../shared/plugin.ts';
import { addPublicKey, type NewPublicKey } from './identity/signatures/public-keys.ts';
import type { KnownKey } from './credentials.ts';

export interface ArgusLibraryApi {
  readonly url: string;
  readonly keys: readonly KnownKey[];
  /** The value of the first key. */
  readonly key: string;
  /** Headers for `fetch`. */
  readonly headers: { readonly 'Argus-API-Key': string };
  /** Adds a public key that signatures of a user are checked against; resolves with its id, `<domain>/<user>/<index>`. */
  readonly addPublicKey: (key: NewPublicKey) => Promise<string>;
}

/** The members of a world that are of Argus. */
export interface ArgusMembers {
  readonly argus: ArgusLibraryApi;
  readonly keys: readonly KnownKey[];
  readonly addPublicKey: ArgusLibraryApi['addPublicKey'];
}

export function argusLibraryApi({ url, simulation, credentials }: LibraryContext): ArgusMembers {
  const keys = () => (credentials()['keys'] ?? []) as readonly KnownKey[];
  const add: ArgusLibraryApi['addPublicKey'] = (key) => addPublicKey(simulation(), key);
  return {
    get argus() {
      const key = keys()[0]?.value ?? '';
      return { url: url(), keys: keys(), key, headers: { 'Argus-API-Key': key }, addPublicKey: add };
    },
    get keys() {
      return keys();
    },
    addPublicKey: add,
  };
}
