/** What one client reads piece by piece: events by the time of their last change, and the journal by number. What it has after each piece is a read of a list. */
import type { ListOperation, Operation } from '../checker/history.ts';
import { asKey, type Client } from './client.ts';
import { isSubmitted, type Places } from './places.ts';

/** Puts together what one client has pulled of a list. */
export interface Pulls {
  readonly events: () => Promise<void>;
  readonly journal: () => Promise<void>;
  /** A request that the journal of the server's own world shows. */
  readonly mark: () => Promise<void>;
}

export function makePulls(client: Client, { pulled }: Places): Pulls {
  const events: string[] = [];
  let since = 0;
  let had = { journal: '', marks: [] as string[], last: 0 };
  /** Ids that came with the latest time: they come again, since the bound is inclusive. */
  let again = new Set<string>();
  const read = (
    elements: readonly string[],
  ): Pick<ListOperation & { kind: 'read' }, 'kind' | 'elements' | 'length'> => ({
    kind: 'read',
    elements,
    length: elements.length,
  });
  return {
    events: async () => {
      const body = { startTimestamp: 0, lastUpdatedTimestamp: since, sortBy: ['lastUpdated'], limit: 1000 };
      const question = {
        method: 'POST',
        path: `${pulled.prefix}/events/v1/aggregated/search`,
        headers: pulled.asAll,
        body,
      };
      const told = await client.tell(question, { 200: 'done' });
      if (told === null || told.operation.outcome !== 'done') return;
      for (const { id, lastUpdatedTimestamp } of told.json.data as readonly Row[]) {
        if (lastUpdatedTimestamp === since && again.has(id)) continue;
        if (lastUpdatedTimestamp !== since) again = new Set();
        since = lastUpdatedTimestamp;
        again.add(id);
        const element = id.slice(id.lastIndexOf('/') + 1);
        // Those of the World itself are nobody's.
        if (isSubmitted(element)) events.push(element);
      }
      // Of a page that is full there may be more.
      if (told.json.data.length < body.limit) client.recorder.list('pulled', { ...told.operation, ...read(events) });
    },
    mark: async () => {
      const journal = client.recorder.journal();
      const element = `${journal}: ${client.fresh('mark')}`;
      const path = `/currentuser/v1/user?mark=${encodeURIComponent(element)}`;
      const told = await client.tell({ path, headers: asKey }, { 200: 'done', 412: 'done' });
      if (told === null) return;
      const isWhole = journal === client.recorder.journal();
      const operation: Operation = isWhole
        ? told.operation
        : { ...told.operation, completed: Infinity, outcome: 'unknown' };
      client.recorder.list(journal, { ...operation, kind: 'append', element });
    },
    journal: async () => {
      const journal = client.recorder.journal();
      if (journal !== had.journal) had = { journal, marks: [], last: 0 };
      const path = `/_sim/journal?since=${had.last}&operation=getCurrentUser`;
      const told = await client.tell({ path }, { 200: 'done' });
      if (told === null || told.operation.outcome !== 'done' || journal !== client.recorder.journal()) return;
      for (const { seq, query } of told.json.entries as readonly Entry[]) {
        had.last = Math.max(had.last, seq);
        if (query.mark?.startsWith(`${journal}:`) === true) had.marks.push(query.mark);
      }
      client.recorder.list(journal, { ...told.operation, ...read(had.marks) });
    },
  };
}

interface Row {
  readonly id: string;
  readonly lastUpdatedTimestamp: number;
}

interface Entry {
  readonly seq: number;
  readonly query: { readonly mark?: string };
}
