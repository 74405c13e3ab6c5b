/** The conversation with a target: who asks, how fast, and what became of it. */
import { packageVersion } from '../kernel/package.ts';
import { wallClock } from '../kernel/clock.ts';
import { endpointsOf } from '../http/endpoint.ts';
import { callerOf, isAskedByUser } from './terms/credentials.ts';
import { member, type Answer, type Ask, type Sent } from './terms/exchange.ts';
import { isSafe, type Operation } from './terms/operation.ts';
import { Spent, type Pace } from './pace.ts';
import { requestOf } from './terms/request.ts';
import type { Secrets } from './terms/secrets.ts';
import { credentialOf, type ClientCredential, type Target } from './terms/target.ts';
import { answerOf, transmit, type Door, type Raw } from './transport.ts';

/** Thrown where a request cannot be made of this target; the unit counts as skipped. */
export class Skip extends Error {}

/** Thrown when the target has gone away. */
export class Unreachable extends Error {}

export interface Client {
  readonly send: (operation: Operation, ask: Ask) => Promise<Answer>;
  readonly requests: () => number;
}

export interface ClientOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly door?: Door;
}

type Identity = Readonly<Record<string, string>>;

const defaultBytes = 64 * 1024 * 1024;

export function makeClient(target: Target, pace: Pace, secrets: Secrets, options: ClientOptions): Client {
  const tokens = new Map<string, { readonly value: string; readonly until: number }>();
  const agent = `siem-sim-contract/${packageVersion()}`;

  const once = async (sent: Sent, maxBytes: number): Promise<Raw> => {
    const isOwed = sent.ask.isOwed === true;
    await pace.turn(isOwed);
    const raw = await transmit(sent, {
      maxBytes,
      timeoutMs: options.timeoutMs,
      ...(options.signal && !isOwed && { signal: options.signal }),
      ...(options.door && { door: options.door }),
    });
    // What we broke off ourselves says nothing about the target.
    if (options.signal?.aborted === true && !isOwed) throw new Spent('interrupted');
    return raw;
  };

  const bare = async (operation: Operation, ask: Ask, identity: Identity): Promise<Answer> => {
    const sent = requestOf(target.url, operation, ask, { 'User-Agent': agent, ...identity });
    const maxBytes = ask.maxBytes ?? defaultBytes;
    for (let attempt = 0; ; attempt++) {
      const first = await once(sent, maxBytes);
      // A kept connection may be closed just as it is used again; what reads is sent once more (RFC 9110 §9.2.2).
      const isCut = attempt === 0 && first.status === 0 && first.code !== null && cut.includes(first.code);
      const raw = isCut && isSafe(operation) ? await once(sent, maxBytes) : first;
      const isWait = (raw.status === 429 || raw.status === 503) && ask.isImpatient !== true && mayWait(raw, target);
      if (!isWait || !(await pace.refused(raw.headers.get('retry-after'), attempt, raw.headers.get('date'))))
        return answerOf(sent, operation, raw, pace.requests());
    }
  };

  const tokenOf = async (operation: Operation, client: ClientCredential): Promise<string> => {
    const known = tokens.get(client.id);
    if (known !== undefined && known.until > wallClock.now()) return known.value;
    const { adapter } = operation;
    const { token } = adapter.callers;
    const row = endpointsOf(adapter.tables[operation.dialect]?.rows ?? []).find(({ id }) => id === token?.operation);
    if (token === undefined || row === undefined) throw new Skip(`there is no token for ${client.role}`);
    const asking = { ...operation, ...row, schemes: row.security ?? [] };
    const answer = await bare(asking, token.ask, await adapter.callers.headersOf(client, asking, noToken));
    const value = member(answer.json, token.value);
    if (typeof value !== 'string') throw new Skip(`no token for the client ${client.role}: status ${answer.status}`);
    const life = Number(member(answer.json, token.seconds) ?? 60);
    tokens.set(client.id, { value, until: wallClock.now() + Math.max(1, life - 60) * 1000 });
    secrets.learn(value, token.variable);
    return value;
  };

  const userOf = makeUserOf(target, secrets, bare);

  const identityOf = async (operation: Operation, as: Ask['as']): Promise<Identity> => {
    if (as === undefined && isAskedByUser(operation, target)) return userOf(operation);
    if (as === null || (as === undefined && operation.isPublic && operation.schemes.length === 0)) return {};
    const { adapter } = operation;
    const role = typeof as === 'object' ? as.role : (as ?? 'full');
    const caller = typeof as === 'object' ? as : callerOf(adapter, target, role);
    if (caller === undefined) throw new Skip(`no ${adapter.callers.noun} in the role "${role}" is known`);
    return adapter.callers.headersOf(caller, operation, () =>
      caller.kind === 'client' ? tokenOf(operation, caller) : noToken(),
    );
  };

  return {
    send: async (operation, ask) => {
      const reason = refusalToSend(target, operation, ask);
      if (reason !== null) throw new Skip(reason);
      const answer = await bare(operation, ask, await identityOf(operation, ask.as));
      const mayHaveEnded = answer.status === 401 && typeof ask.as !== 'object' && ask.headers === undefined;
      if (!mayHaveEnded || operation.adapter.callers.token === undefined || tokens.size === 0) return answer;
      // A token may end before its time: clients ask for another and try once more (docs/contract/usm.md §10).
      tokens.clear();
      return bare(operation, ask, await identityOf(operation, ask.as));
    },
    requests: pace.requests,
  };
}

type Bare = (operation: Operation, ask: Ask, identity: Identity) => Promise<Answer>;

/** Headers of the user who logged in, once in a run, for what keys may not do. */
function makeUserOf(target: Target, secrets: Secrets, bare: Bare): (operation: Operation) => Promise<Identity> {
  const users = new Map<string, Identity>();
  return async (operation) => {
    const { adapter } = operation;
    const known = users.get(adapter.name);
    if (known !== undefined) return known;
    const { logIn } = adapter.callers;
    const login = credentialOf(target, 'password', 'full', adapter.name);
    const row = endpointsOf(adapter.tables[operation.dialect]?.rows ?? []).find(({ id }) => id === logIn?.operation);
    if (logIn === undefined || login === undefined || row === undefined) throw new Skip('nobody can log in');
    const answer = await bare({ ...operation, ...row, schemes: [] }, logIn.askOf(login), {});
    const identity = logIn.headersOf(answer);
    if (identity === null) throw new Skip(`nobody can log in: status ${answer.status}`);
    secrets.learnFrom(answer.json);
    users.set(adapter.name, identity);
    return identity;
  };
}

const cut = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

const noToken = (): Promise<string> => Promise.resolve('');

/** A simulator is asked again only when it says when; a tenant also when it does not. */
const mayWait = (raw: Raw, target: Target): boolean => target.isLive || raw.headers.get('retry-after') !== null;

const harmless = ['GET', 'HEAD', 'OPTIONS', 'PROPFIND'];

/** True for a body of which no server knows any member. */
const saysNothing = ({ body, text }: Ask): boolean =>
  text === undefined && body !== null && typeof body === 'object' && Object.keys(body).join() === 'noSuchMember';

/** Why a request must not be sent to somebody's tenant, but for reading and for writing to what was named; null when it may. */
export function refusalToSend(target: Target, operation: Operation, ask: Ask): string | null {
  if (!target.isLive || target.writes === 'all') return null;
  const method = ask.method ?? operation.method;
  const isOwn = method === operation.method;
  if (
    isOwn ? isSafe(operation) || operation.id === operation.adapter.callers.token?.operation : harmless.includes(method)
  )
    return null;
  if (!isOwn) return `${method} might change a live target`;
  // Sessions of one's own are made and ended, and what says nothing changes nothing.
  if (operation.effect === 'session' || saysNothing(ask)) return null;
  const events = operation.adapter.writable?.idsIn(ask) ?? [];
  const isAllowed = events.length > 0 && events.every((event) => target.writes.includes(event));
  return isAllowed ? null : 'it might change a live target; --write names the events that may be changed';
}
