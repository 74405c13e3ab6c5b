/** The journal of a world as it is written: the last requests first, then each as it is answered. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { askPlane, follow } from '../../data/client.ts';
import { useAwaited } from '../../data/told.ts';
import { refusedOf } from '../../data/told.ts';
import type { Refused } from '../../data/client.ts';
import { withArrivals, type JournalRequest } from './entries.ts';

/** Requests that the page keeps, and those that it begins with. */
export const mostKept = 2000;
const mostAtFirst = 1000;
/** Milliseconds that arrivals wait for each other, and before the stream is opened anew. */
const gathering = 400;
const patience = 2000;

export interface LiveJournal {
  readonly entries: readonly JournalRequest[];
  readonly isLive: boolean;
  readonly problem: Refused | null;
  /** Requests that the server has forgotten, because there were too many. */
  readonly forgotten: number;
}

interface ToldJournal {
  readonly entries: readonly JournalRequest[];
  readonly last: number;
  readonly forgotten: number;
}

const nothing: LiveJournal = { entries: [], isLive: false, problem: null, forgotten: 0 };

/** The path of the control plane of a world on this server; empty for the one that the page is of. */
export const planeOfWorld = (world: string): string => (world === '' ? '' : `/../w/${encodeURIComponent(world)}/_sim`);

const pause = (milliseconds: number, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    until.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Follows the journal until `until`; `key` begins anew, such as after a reset. */
export function useLiveJournal(world: string, key: string, isPaused: ReadonlySignal<boolean>) {
  const journal = useMemo(() => signal<LiveJournal>(nothing), [world, key]);
  useAwaited(journal, ({ isLive, problem }) => isLive || problem !== null);
  useEffect(() => {
    const stopping = new AbortController();
    const until = stopping.signal;
    let waiting: JournalRequest[] = [];
    const change = (more: Partial<LiveJournal>): void => {
      if (!until.aborted) journal.value = { ...journal.peek(), ...more };
    };
    const show = (): void => {
      if (waiting.length === 0 || isPaused.peek()) return;
      const arrived = waiting;
      waiting = [];
      change({ entries: withArrivals(journal.peek().entries, arrived, mostKept) });
    };
    const timer = setInterval(show, gathering);
    const take = async (): Promise<void> => {
      const path = planeOfWorld(world);
      const told = await askPlane<ToldJournal>(`${path}/journal?limit=${mostAtFirst}`, { signal: until });
      // A journal that was emptied counts from 1 again.
      const before = journal.peek().entries;
      const isSame = (before.at(-1)?.seq ?? 0) <= told.last;
      const entries = withArrivals(isSame ? before : [], told.entries, mostKept);
      change({ entries, forgotten: told.forgotten, problem: null });
      let { last } = told;
      for await (const entry of follow<JournalRequest>(`${path}/journal/stream`, until, String(last))) {
        if (entry === null) {
          change({ isLive: true });
          continue;
        }
        if (entry.seq <= last) {
          waiting = [];
          change({ entries: [] });
        }
        last = entry.seq;
        waiting.push(entry);
        // While nobody wants to see more, the oldest make room.
        if (waiting.length > mostKept * 2) waiting = waiting.slice(-mostKept);
      }
    };
    const keepOn = async (): Promise<void> => {
      while (!until.aborted) {
        await take().catch((error: unknown) => change({ problem: refusedOf(error) }));
        change({ isLive: false });
        await pause(patience, until);
      }
    };
    void keepOn();
    return () => {
      clearInterval(timer);
      stopping.abort();
    };
  }, [world, key]);
  return journal;
}
