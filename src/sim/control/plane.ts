/** The control plane of one world: a table of operations like a product's, in a dialect of its own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Product } from '../../http/product.ts';
import { finishedInTurns } from '../../kernel/slices.ts';
import { arrivalOf } from '../../http/arrival.ts';
import { makeRoutes } from '../../http/router.ts';
import { consoleHome, isConsole, querySuffix, sendTo, serveConsole } from './console-files.ts';
import { ControlError, sendProblem } from '../problems/problem.ts';
import { serverStatus, type ServerStatus } from '../operations/status.ts';
import type { ControlPlane, ServerCore } from '../worlds/server-core.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { controlDialect, notFound } from './dialect.ts';
import { makeGuard } from './guard.ts';
import { controlHandlers, type ControlContext } from './handlers.ts';
import { streamPath } from './rows.ts';
import { controlTableOf } from './table.ts';

/** A state that is imported may have many commands. */
const maxBodyBytes = 67_108_864;

const planes = new WeakMap<WorldSlot, ControlPlane>();

/** The control plane of a world, made when it is first asked for. */
export function planeOf(core: ServerCore, slot: WorldSlot): ControlPlane {
  const known = planes.get(slot);
  if (known !== undefined) return known;
  const made = makePlane({ core, slot });
  planes.set(slot, made);
  return made;
}

function makePlane(context: ControlContext): ControlPlane {
  const { core, slot } = context;
  const { onBug, requestBudget } = core.options.serving;
  // A state grows with every call, so no answer is kept.
  const options = {
    version: () => '',
    onBug,
    cacheBytes: 0,
    maxBodyBytes,
    bodyMemory: core.options.serving.bodyMemory,
    scheduler: core.options.serving.scheduler,
    ...(requestBudget !== undefined && { requestBudget }),
  };
  const { answer, routed } = makeRoutes([controlOf(context) as Product], options);
  const guard = makeGuard(core.options);
  const statusFor = async (request: IncomingMessage): Promise<ServerStatus | null> => {
    try {
      guard(request);
    } catch {
      return null;
    }
    await finishedInTurns(slot.runtime().simulation.state.hashing());
    return serverStatus(core, slot);
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const { url = '', method = '' } = request;
    const [path = ''] = url.split('?');
    if (isConsole(path)) return void serveConsole(request, response, path, () => statusFor(request)).catch(onBug);
    const home = path === '/' ? consoleHome(request) : null;
    if (home !== null) return sendTo(response, home + querySuffix(request));
    if (path !== streamPath || method !== 'GET') {
      if (!answer(arrivalOf(request, response))) sendProblem(response, notFound(path), path);
      return;
    }
    try {
      guard(request);
      if (!core.streams.open(slot.journal, request, response))
        throw new ControlError('too-many-listeners', 'The journal is being followed by as many as may; try later.', {
          'Retry-After': '5',
        });
    } catch (error) {
      sendProblem(response, error, path);
    }
  };
  return { serve, answer, routed, guard };
}

/** The table over its operations, and the dialect. */
export function controlOf(context: ControlContext): Product<null, ControlContext> {
  const guard = makeGuard(context.core.options);
  return {
    ...controlTableOf(context.core, context.slot),
    services: context,
    handlers: controlHandlers,
    guard,
    authenticate: (request) => {
      guard(request);
      return null;
    },
    authorize: () => undefined,
    callerOf: () => '',
    ...controlDialect,
  };
}
