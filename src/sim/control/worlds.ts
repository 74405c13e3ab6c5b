/** Worlds side by side: made, listed, removed. */
import { UserError } from '../../kernel/fault.ts';
import type { RequestHead } from '../../http/product.ts';
import { originOf } from '../../http/origin.ts';
import { problem } from '../problem.ts';
import type { ServerCore } from '../server-core.ts';
import type { WorldSlot } from '../world-slot.ts';
import { TooManyWorlds } from '../worlds.ts';
import { settingsOf, type PlayRequest } from './play.ts';
import { gone, jsonOutcome, row, type ControlCall, type Row, type ControlContext } from './row.ts';
import { playStatus } from './status.ts';

const params = 'sim/name.schema.json';
const path = '/_sim/worlds/{name}';

export function worldRows({ serverCore: site, worldSlot: stage }: ControlContext): readonly Row[] {
  const { worlds } = site;
  const named = ({ params: { name = '' } }: ControlCall): WorldSlot => {
    const found = worlds.get(name);
    if (found === undefined) throw problem('unknown-world', `There is no world "${name}".`);
    return found;
  };
  const made = (name: string, { body, request }: ControlCall) => {
    const before = worlds.get(name);
    const settings = settingsOf(site, stage.playing().settings, body as PlayRequest);
    try {
      return jsonOutcome(worldStatus(site, worlds.put(name, settings), request), before === undefined ? 201 : 200);
    } catch (error) {
      if (error instanceof TooManyWorlds) throw problem('too-many', error.message);
      throw error instanceof UserError ? problem('bad-scenario', error.message) : error;
    }
  };
  return [
    row({
      id: 'getWorlds',
      method: 'GET',
      path: '/_sim/worlds',
      summary: 'Worlds beside this one',
      data: 'sim/worlds.schema.json',
      handle: ({ request }) => jsonOutcome({ worlds: worlds.list().map((one) => worldStatus(site, one, request)) }),
    }),
    row({
      id: 'postWorld',
      method: 'POST',
      path: '/_sim/worlds',
      summary: 'Make a world and let the server name it',
      body: 'sim/play.schema.json',
      data: 'sim/world.schema.json',
      refusals: [404, 409, 422],
      handle: (call) => made(worlds.freeName(), call),
    }),
    row({
      id: 'putWorld',
      method: 'PUT',
      path,
      summary: 'Make a world of its own, in place of one of that name; what is left out is as here',
      params,
      body: 'sim/play.schema.json',
      data: 'sim/world.schema.json',
      refusals: [404, 409, 422],
      handle: (call) => made(call.params['name'] ?? '', call),
    }),
    row({
      id: 'getWorld',
      method: 'GET',
      path,
      summary: 'A world and what reaches it',
      params,
      data: 'sim/world.schema.json',
      refusals: [404],
      handle: (call) => jsonOutcome(worldStatus(site, named(call), call.request)),
    }),
    row({
      id: 'deleteWorld',
      method: 'DELETE',
      path,
      summary: 'Remove a world',
      params,
      refusals: [404],
      handle: (call) => {
        named(call);
        worlds.remove(call.params['name'] ?? '');
        return gone;
      },
    }),
  ];
}

/** What reaches it: a base URL, or credentials that are its own. */
function worldStatus(serverCore: ServerCore, worldSlot: WorldSlot, request: RequestHead): object {
  const port = serverCore.options.productPort();
  const headers = port === null ? request.headers : { ...request.headers, 'x-forwarded-port': port };
  const { keys, clients } = worldSlot.playing();
  return {
    name: worldSlot.name,
    url: originOf({ ...request, headers }) + worldSlot.prefix,
    ...playStatus(worldSlot),
    keys,
    clients,
  };
}
