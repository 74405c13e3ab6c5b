/** What a server has to say to people in a browser, of the world that they ask about. */
import type { IncomingMessage } from 'node:http';
import { packageVersion } from '../../kernel/package.ts';
import { wallClock } from '../../kernel/clock.ts';
import { readableDocument } from '../../http/docs-document.ts';
import type { FoundExamples } from '../../http/docs-found.ts';
import { allDocuments, credentialsOf, type Pages } from '../../http/docs-page.ts';
import { makeInside } from '../../http/inside.ts';
import { controlDialect } from '../control/dialect.ts';
import { controlTableOf } from '../control/table.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { WorldRuntime } from '../worlds/world-runtime.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { consoleHome } from '../control/console-files.ts';
import { controlExamplesOf } from './control-examples.ts';
import { welcomePage } from './welcome.ts';

/** Tokens among what was found end, and the World goes on. */
const freshness = 300_000;
const nothing: FoundExamples = { operations: {}, headers: {} };

/** `slotOf` tells whose a request is. */
export function pagesOf(core: ServerCore, slotOf: (request: IncomingMessage) => WorldSlot): Pages {
  const { options } = core;
  const known = new WeakMap<WorldRuntime, { version: number; at: number; found: Promise<FoundExamples> }>();
  const foundIn = (slot: WorldSlot): Promise<FoundExamples> => {
    const runtime = slot.runtime();
    const version = runtime.simulation.state.version();
    const before = known.get(runtime);
    const at = wallClock.now();
    if (before !== undefined && before.version === version && at - before.at < freshness) return before.found;
    const found = find(runtime);
    known.set(runtime, { version, at, found });
    return found;
  };
  const find = async ({ simulation, products }: WorldRuntime): Promise<FoundExamples> => {
    if (options.findExamples === undefined) return nothing;
    const inside = makeInside(products);
    const names = products.map(({ name }) => name);
    return options.findExamples({ url: 'http://inside.invalid', model: simulation.world, products: names, inside });
  };
  return {
    home: (request) => (options.control === 'beside' ? consoleHome(request) : null),
    welcome: (request, address) => welcomePage(slotOf(request), address),
    documents: () => (options.control === 'beside' ? allDocuments : allDocuments.slice(0, 1)),
    document: async (request, file) => {
      const slot = slotOf(request);
      if (file === 'products.json')
        return readableDocument(slot.runtime().products, packageVersion(), await foundIn(slot));
      if (options.control !== 'beside') return null;
      const table = { ...controlTableOf(core, slot), ...controlDialect };
      const operations = controlExamplesOf(slot, options.serving.plugins);
      return readableDocument([table], packageVersion(), { operations, headers: {} });
    },
    credentials: async (request) => {
      const slot = slotOf(request);
      const { headers } = await foundIn(slot);
      return slot.runtime().products.flatMap(({ name, security }) => credentialsOf(security, headers[name] ?? {}));
    },
  };
}
