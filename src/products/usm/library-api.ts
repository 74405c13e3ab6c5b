/** What the library hands out of USM Anywhere: its address, API clients, and tokens. */
import type { LibraryContext } from '../shared/plugin.ts';
import type { Services } from './api/services.ts';
import { clientOf } from './api/token.ts';
import { basicCredentials, type KnownClient } from './credentials.ts';

type Basic = Pick<KnownClient, 'id' | 'secret'>;

export interface UsmLibraryApi {
  /** With `/api/2.0`. */
  readonly url: string;
  readonly clients: readonly KnownClient[];
  /** Basic credentials of the first client, for `POST <url>/oauth/token`. */
  readonly headers: { readonly Authorization: string };
  /** A bearer token of a client, the first when left out, as an answer to such a POST. Rejects for a client that gets none. */
  readonly token: (client?: Basic) => Promise<string>;
}

/** The members of a world that are of USM Anywhere. */
export interface UsmMembers {
  readonly usm: UsmLibraryApi;
  readonly clients: readonly KnownClient[];
}

export function usmLibraryApi({ url, product, credentials, isShared }: LibraryContext): UsmMembers {
  const clients = () => (credentials()['clients'] ?? []) as readonly KnownClient[];
  const tokenOf = async (client: Basic): Promise<string> => {
    const { tenant, count, tokens } = product().services as Services;
    const caller = clientOf(tenant.clients, basicCredentials(client));
    count(caller.id, 'POST');
    return (await tokens.issue(caller)).access_token;
  };
  return {
    get usm() {
      const first = clients()[0] ?? { id: '', secret: '' };
      return {
        url: `${url()}/api/2.0`,
        clients: clients(),
        headers: { Authorization: basicCredentials(first) },
        token: (client: Basic = first) => (isShared ? tokenFrom(`${url()}/api/2.0`, client) : tokenOf(client)),
      };
    },
    get clients() {
      return clients();
    },
  };
}

/** Tokens of a shared world are counted by all its servers. */
async function tokenFrom(url: string, client: Basic): Promise<string> {
  const headers = { Authorization: basicCredentials(client) };
  const answer = await fetch(`${url}/oauth/token?grant_type=client_credentials`, { method: 'POST', headers });
  if (!answer.ok) throw new Error(`${client.id} gets no token: ${answer.status}`);
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}
