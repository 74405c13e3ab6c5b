/** Operations that are the server's business, and not to be seen from a world on it. */

const name = 'sim/name.schema.json';
const world = 'sim/world.schema.json';

export const serverRows = [
  {
    id: 'getWorlds',
    method: 'GET',
    path: '/_sim/worlds',
    summary: 'Worlds beside this one',
    data: 'sim/worlds.schema.json',
  },
  {
    id: 'postWorld',
    method: 'POST',
    path: '/_sim/worlds',
    summary: 'Make a world and let the server name it',
    body: 'sim/play.schema.json',
    data: world,
    refusals: [404, 409, 422],
  },
  {
    id: 'putWorld',
    method: 'PUT',
    path: '/_sim/worlds/{name}',
    summary: 'Make a world of its own, in place of one of that name; what is left out is as here',
    params: name,
    body: 'sim/play.schema.json',
    data: world,
    refusals: [404, 409, 422],
  },
  {
    id: 'getWorld',
    method: 'GET',
    path: '/_sim/worlds/{name}',
    summary: 'A world and what reaches it',
    params: name,
    data: world,
    refusals: [404],
  },
  {
    id: 'deleteWorld',
    method: 'DELETE',
    path: '/_sim/worlds/{name}',
    summary: 'Remove a world',
    params: name,
    refusals: [404],
  },
  {
    id: 'getMetrics',
    method: 'GET',
    path: '/_sim/metrics',
    summary: 'Metrics of the whole server, for Prometheus',
    data: 'sim/text.schema.json',
    produces: ['text/plain'],
  },
] as const;
