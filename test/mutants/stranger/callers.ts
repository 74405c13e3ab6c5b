/** Who a stranger may be: every key and client that the simulator hands out, whoever logs in, and nobody. */
import type { Simulator } from '../../../src/index.ts';
import { objectIn, type Value } from './document.ts';
import { send, type CallersOf, type Step } from './wander.ts';

export interface Callers {
  readonly of: CallersOf;
  /** Tokens and sessions that were handed out, always in the same order. */
  readonly secrets: readonly string[];
}

const posting = (id: string, path: string, headers: Step['headers'], body: string): Step => ({
  id,
  method: 'POST',
  path,
  headers,
  body,
});

/** Logs in and fetches tokens at an address of the simulator. */
export async function callersAt(simulator: Simulator, url: string): Promise<Callers> {
  const ask = async (step: Step): Promise<Value> => {
    const heard = await send(url, step);
    try {
      return JSON.parse(heard.body.toString('utf8')) as Value;
    } catch {
      return null;
    }
  };
  const tokens: string[] = [];
  for (const { id, secret } of simulator.clients) {
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const path = '/api/2.0/oauth/token?grant_type=client_credentials';
    const json = await ask(posting('getToken', path, { authorization: basic }, ''));
    tokens.push(String(objectIn(json)['access_token'] ?? ''));
  }
  const sessions: string[] = [];
  for (const { userName, credentials } of simulator.model.accounts) {
    if (userName === null || credentials.password === null) continue;
    const body = JSON.stringify({ userName, password: credentials.password });
    const path = '/authentication/v1/password/authentication';
    const json = await ask(posting('passwordAuthentication', path, { 'content-type': 'application/json' }, body));
    const given = objectIn(objectIn(objectIn(json)['data'])['credentials']);
    sessions.push(String(given['requestCredentialsData'] ?? ''));
  }
  const [key, ...others] = simulator.keys.map(({ value }) => ({ 'Argus-API-Key': value }));
  const logged = sessions.map((session) => ({ authorization: `Bearer ${session}` }));
  const argus = [...(key === undefined ? [] : [key]), ...logged, ...others, {}];
  const usm = [...tokens.map((token) => ({ authorization: `Bearer ${token}` })), {}];
  return { of: (product) => (product === 'argus' ? argus : usm), secrets: [...tokens, ...sessions] };
}
