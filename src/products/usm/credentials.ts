/** The API clients that a World hands out, and which world a caller's credentials are of. */
import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../../model/world.ts';
import type { WorldCredentials } from '../shared/plugin.ts';
import { tenantOf, type ApiClient } from './records/tenant.ts';

/** An API client of USM Anywhere that the scenario hands out. */
export type KnownClient = Pick<ApiClient, 'label' | 'id' | 'secret'>;

/** The scenario's clients; of a tagged World those that are only its own. */
export function apiClients(world: World): WorldCredentials {
  const { worldTag } = world;
  const own = tenantOf(world).clients.filter(({ id }) => worldTag === undefined || id.endsWith(`-${worldTag}`));
  return { listed: { clients: own.map(({ label, id, secret }): KnownClient => ({ label, id, secret })) } };
}

/** The value of the header `Authorization` with which a client asks for a token. */
export const basicCredentials = ({ id, secret }: Pick<KnownClient, 'id' | 'secret'>): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** The tag at the end of a client's id, which stands in Basic credentials and in tokens; what a token claims is not checked here. */
export function worldTagOfClient({ authorization = '' }: IncomingHttpHeaders): string | null {
  const [scheme = '', text = ''] = authorization.trim().split(/ +/);
  if (/^basic$/i.test(scheme)) return tagIn(Buffer.from(text, 'base64').toString().split(':')[0] ?? '');
  const [, claims = '', signature] = text.split('.');
  if (!/^bearer$/i.test(scheme) || signature === undefined) return null;
  const [, id = ''] = /"client_id":"([^"\\]{1,300})"/.exec(Buffer.from(claims, 'base64url').toString()) ?? [];
  return tagIn(id);
}

const tagIn = (id: string): string => id.slice(id.lastIndexOf('-') + 1);
