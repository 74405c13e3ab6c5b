/** Worlds of a hunt by what happens in them: schedules that differ only in what goes wrong share one. */
import { LRUCache } from 'lru-cache';
import { makeWorldCache, type Base, type WorldCache } from '../../sim/worlds/world-cache.ts';

/** They are small. */
const most = 40;

/** What a file says never changes, since its name is that of its content. */
export function keptWorlds(): WorldCache {
  const cache = makeWorldCache();
  const kept = new LRUCache<string, Base>({ max: most });
  return {
    ...cache,
    get: (options) => {
      const key = JSON.stringify(options);
      const base = kept.get(key) ?? cache.get(options);
      kept.set(key, base);
      return base;
    },
  };
}
