/** The table of the control plane; worlds and metrics are the server's business, and not to be seen from a world on it. */
import type { Table } from '../../http/product.ts';
import { problemType } from '../problems/problem.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { controlRows } from './rows.ts';

export const controlTableOf = ({ options }: ServerCore, { name }: WorldSlot): Table => ({
  name: 'sim',
  title: 'siem-sim control plane',
  prefixes: ['/_sim'],
  rows: name === null ? controlRows.server : controlRows.world,
  ignoresTrailingSlash: true,
  envelope: { success: null, failure: 'sim/problem.schema.json', failureType: problemType },
  security:
    options.controlToken === null
      ? {}
      : { controlToken: { type: 'http', scheme: 'bearer', description: 'What --control-token says' } },
});
