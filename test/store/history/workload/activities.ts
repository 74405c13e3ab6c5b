/** What clients do: each activity asks one or a few things of the replicas, and records what came of it. */
import { signed } from '../../../products/argus/identity/client.ts';
import type { Operation, WorldOperation } from '../checker/history.ts';
import { asKey, type Client } from './client.ts';
import { rule, small, submittedId, type Places } from './places.ts';

export type Activity = (client: Client, places: Places) => Promise<void>;

const commentsIn = (json: any): string[] =>
  (json.data.comments as readonly { readonly comment: string }[])
    .map(({ comment }) => comment)
    .filter((comment) => comment.startsWith('comment-'));

/** Comments on an event: appended to its list, and read. */
export const comment: Activity = async (client, { commented }) => {
  const id = client.chance.pick(commented);
  const element = client.fresh('comment');
  const told = await client.tell(
    { method: 'PUT', path: `/events/v2/event/${id}/assess`, headers: asKey, body: { comment: element } },
    { 200: 'done' },
  );
  if (told !== null) client.recorder.list(id, { ...told.operation, kind: 'append', element });
};

export const readComments: Activity = async (client, { commented }) => {
  const id = client.chance.pick(commented);
  const told = await client.tell({ path: `/events/v1/${id}`, headers: asKey }, { 200: 'done' });
  if (told === null || told.operation.outcome !== 'done') return;
  const elements = commentsIn(told.json);
  client.recorder.list(id, { ...told.operation, kind: 'read', elements, length: elements.length });
};

/** Sets a property of an event if it is what it was a moment ago: an assessment of what a search finds. */
export const compareAndSet: Activity = async (client, { compared }) => {
  const id = client.chance.pick(compared);
  const seen = await readValue(client, id);
  if (seen === null) return;
  const to = client.fresh('turn');
  const property = { key: 'meta.argus.assessment.turn', value: [seen], valueMatchStrategy: 'any' };
  const told = await client.tell(
    {
      method: 'PUT',
      path: '/events/v2/event/assess',
      headers: asKey,
      body: {
        search: { eventIdentifier: [id], property: [{ ...property, valueSearchStrategy: 'exact' }] },
        assessment: { assessmentProperty: [{ key: 'turn', values: [to] }] },
      },
    },
    { 200: 'done' },
  );
  if (told === null) return;
  const isRefused = told.operation.outcome === 'done' && told.json.data.successes.length === 0;
  const operation: Operation = isRefused ? { ...told.operation, outcome: 'refused' } : told.operation;
  client.recorder.value(id, { ...operation, kind: 'swap', from: seen, to });
};

async function readValue(client: Client, id: string): Promise<string | null> {
  const told = await client.tell({ path: `/events/v1/${id}`, headers: asKey }, { 200: 'done' });
  if (told === null || told.operation.outcome !== 'done') return null;
  const value = told.json.data.properties['meta.argus.assessment.turn'] as string;
  client.recorder.value(id, { ...told.operation, kind: 'read', value });
  return value;
}

const host = 'replicas.example';

/** One signed request at several replicas at once. */
export const replay: Activity = async (client) => {
  const path = '/authentication/v1/session';
  const headers = { ...(await signed(`http://${host}${path}`)), Host: host };
  const nonce = client.fresh('nonce');
  const first = client.chance.below(client.targets.length);
  await Promise.all(
    [0, 1, 2].map(async (step) => {
      const target = client.targets[(first + step) % client.targets.length];
      if (target === undefined) return;
      const told = await client.tellAt(target, { path, headers }, { 200: 'done', 401: 'refused' });
      if (told === null) return;
      const reason = told.json?.messages[0]?.messageTemplate as string | undefined;
      if (told.status === 401 && reason !== 'signature.nonce.reused')
        client.recorder.unexpected(`a signature was refused by ${target.name} with ${reason}`);
      client.recorder.nonce(nonce, told.operation);
    }),
  );
};

/** A request that a rule counts. */
export const count: Activity = async (client, { counting }) => {
  const element = client.fresh('counted');
  const told = await client.tell(
    { path: `${counting.prefix}/currentuser/v1/user?mark=${element}`, headers: counting.asAll },
    { 200: 'done', 412: 'done', 429: 'done' },
  );
  if (told !== null) client.recorder.counted(rule, { ...told.operation, element, isHit: told.status === 429 });
};

/** What time it is, as the control plane and as the product says it. */
export const lookAtClock: Activity = async (client, { ticking }) => {
  const ofProduct = client.chance.chance(1, 2);
  const path = ticking.prefix + (ofProduct ? '/world/v1/time?timestring=now' : '/_sim/clock');
  const told = await client.tell({ path, headers: ofProduct ? ticking.asAll : {} }, { 200: 'done' });
  if (told === null || told.operation.outcome !== 'done') return;
  const now = Number(ofProduct ? (told.json.data.timestamp ?? told.json.data) : told.json.now);
  client.recorder.clock('ticking', { ...told.operation, now });
};

export const advanceClock: Activity = async (client, { ticking }) => {
  const path = `${ticking.prefix}/_sim/clock/advance`;
  const told = await client.tell({ method: 'POST', path, body: { by: '100ms' } }, { 200: 'done' });
  if (told === null || told.operation.outcome !== 'done') return;
  client.recorder.clock('ticking', { ...told.operation, now: Number(told.json.now) });
};

/** An event that is handed in, and comes by a continuous pull. */
export const submit: Activity = async (client, { pulled }) => {
  const element = submittedId(client.chance);
  const body = { id: { uuid: element, type: 'aggregated' }, signature: 'SNORT-1:1000113' };
  const question = { method: 'POST', path: `${pulled.prefix}/events/v2/event`, headers: pulled.asAll, body };
  const told = await client.tell(question, { 200: 'done' });
  if (told !== null) client.recorder.list('pulled', { ...told.operation, kind: 'append', element });
};

/** Worlds of a few names, each for some seconds, so that each has a life that can be checked. */
export const worldLife: Activity = async (client, places) => {
  const age = Math.floor(performance.now() / 3000);
  const name = `life-${age}-${client.chance.below(4)}`;
  const [step, question, expected] = worldStep(client, places, name);
  const told = await client.tell(question, { ...expected, 404: 'done' });
  if (told !== null) client.recorder.world(name, step(told.operation, told.status, told.json));
};

type WorldStep = (operation: Operation, status: number, json: any) => WorldOperation;

function worldStep(client: Client, places: Places, name: string) {
  const at = `/_sim/worlds/${name}`;
  const found =
    (kind: 'make' | 'remove' | 'find'): WorldStep =>
    (operation, status) => ({
      ...operation,
      kind,
      found: status === 200 || status === 204,
    });
  // Any key opens this world, since its name says which it is and its secrets follow from its name.
  const headers = { 'Argus-API-Key': keyOfWorld.get(name) ?? '1/2/unknown' };
  const event = `/w/${name}/events`;
  const isKnown = keyOfWorld.has(name);
  const draw = client.chance.below(isKnown ? 8 : 2);
  if (draw === 0) return [found('find'), { path: at }, { 200: 'done' }] as const;
  if (draw === 1) {
    const step: WorldStep = (operation, status, json) => {
      if (json?.keys !== undefined) keyOfWorld.set(name, json.keys[0].value as string);
      return found('make')(operation, status, json);
    };
    return [step, { method: 'PUT', path: at, body: small }, { 200: 'done', 201: 'done' }] as const;
  }
  if (draw === 2) return [found('remove'), { method: 'DELETE', path: at }, { 204: 'done' }] as const;
  if (draw < 5) {
    const element = client.fresh('comment');
    const step: WorldStep = (operation, status) => ({ ...operation, kind: 'write', element, found: status === 200 });
    const path = `${event}/v2/event/${places.eventOfWorlds}/assess`;
    return [step, { method: 'PUT', path, headers, body: { comment: element } }, { 200: 'done' }] as const;
  }
  const step: WorldStep = (operation, _, json) => ({
    ...operation,
    kind: 'look',
    elements: json?.data?.comments === undefined ? null : commentsIn(json),
  });
  return [step, { path: `${event}/v1/${places.eventOfWorlds}`, headers }, { 200: 'done' }] as const;
}

const keyOfWorld = new Map<string, string>();

/** A session: begun at one replica, used at others, ended at one of them, and then known to none. */
export const session: Activity = async (client) => {
  const path = '/authentication/v1/session';
  const body = { userName: 'all-access', password: 'all-access-password' };
  const question = { method: 'POST', path: '/authentication/v1/password/authentication', body };
  const begun = await client.tell(question, { 200: 'done' });
  if (begun === null || begun.operation.outcome !== 'done') return;
  const name = client.fresh('session');
  client.recorder.world(name, { ...begun.operation, kind: 'make', found: false });
  const headers = { Authorization: `Bearer ${begun.json.data.credentials.requestCredentialsData as string}` };
  for (const kind of ['find', 'find', 'remove', 'find', 'find'] as const) {
    const method = kind === 'remove' ? 'DELETE' : 'GET';
    const told = await client.tell({ method, path, headers }, { 200: 'done', 401: 'done' });
    if (told !== null) client.recorder.world(name, { ...told.operation, kind, found: told.status === 200 });
  }
};
