/** A client of the simulator that logs in, proves its writes and signs its requests, written from the published guide alone. */
import { createHmac, createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';
import type { Service } from '../../../support/service.ts';

export const demoKey = createPrivateKey(
  readFileSync(new URL('../../../../scenarios/demo-signing-key.pem', import.meta.url)),
);

export interface Session {
  readonly token: string;
  readonly sessionKey: string;
  /** Headers of a request with the token as bearer. */
  readonly bearer: Readonly<Record<string, string>>;
  /** Headers of a request with the token as cookie. */
  readonly cookie: Readonly<Record<string, string>>;
}

export const sessionOf = (data: any): Session => {
  const token = data.credentials.requestCredentialsData as string;
  const { sessionKey } = data;
  return {
    token,
    sessionKey,
    bearer: { Authorization: `Bearer ${token}` },
    cookie: { Cookie: `argus_session=${token}` },
  };
};

export const password = { userName: 'all-access', password: 'all-access-password' };
export const readerPassword = { userName: 'bank-reader', password: 'bank-reader-password' };

export async function logIn(
  { ask }: Pick<Service, 'ask'>,
  credentials: object = password,
  path = 'password/authentication',
): Promise<Session> {
  const answer = await ask(`/authentication/v1/${path}`, { key: null, body: credentials });
  if (answer.status !== 200) throw new Error(answer.text);
  return sessionOf(answer.data);
}

const padded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
const bare = (bytes: Buffer): string => bytes.toString('base64url');

/** A token as the older client makes it, padding and all, or without padding (docs/contract/argus.md §5.3). */
export function csrfToken(
  sessionKey: string,
  claims: { readonly url?: string; readonly timestamp?: unknown },
  { padding = true, alg = 'HS256' }: { readonly padding?: boolean; readonly alg?: string } = {},
): string {
  const encode = padding ? padded : bare;
  const part = (value: object): string => encode(Buffer.from(JSON.stringify(value)));
  const message = `${part({ alg, typ: 'JWT' })}.${part({ timestamp: Date.now(), ...claims })}`;
  const mac = createHmac('sha256', Buffer.from(sessionKey, 'base64')).update(message).digest();
  return `${message}.${encode(mac)}`;
}

export interface Signing {
  readonly id?: string;
  readonly key?: KeyObject;
  readonly alg?: string;
  readonly claims?: object;
  readonly header?: object;
}

/** The header of a signed request (seed 002). */
export async function signed(
  uri: string,
  { id = 'MNEMONIC/all-access/0', key = demoKey, alg = 'ES256', claims = {}, header = {} }: Signing = {},
): Promise<Record<string, string>> {
  const all = { uri, timestamp: Date.now(), nonce: randomBytes(64).toString('base64'), ...claims };
  const token = await new SignJWT(all).setProtectedHeader({ alg, ...header }).sign(key);
  return { 'Argus-Signature': `${id}:${token}` };
}
