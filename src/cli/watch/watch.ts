/** Watches a simulator until it is interrupted or nobody reads: polls what is played, and follows what clients ask. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../kernel/fault.ts';
import { happeningOfRequest, type Happening, type SeenRequest, type Watchable } from './happening.ts';
import { harmless, jsonLine, plainLine } from './lines.ts';
import { planeAt, type Plane, type PlaneStatus } from './plane.ts';
import { Life } from './life.ts';

export interface WatchFlags {
  readonly url: string;
  readonly token?: string;
  readonly only: readonly Watchable[];
  readonly json?: boolean;
}

/** Real time from one look to the next, and to the next attempt. */
const pace = 1000;

interface Watching {
  readonly plane: Plane;
  readonly stop: AbortSignal;
  readonly show: (happenings: readonly Happening[]) => Promise<void>;
  readonly contact: ReturnType<typeof contactWith>;
}

/** Throws UserError where nothing answers at first; afterwards it waits for the server to come back. */
export async function watchByFlags({ url, token, only, json }: WatchFlags): Promise<void> {
  const stopping = new AbortController();
  const end = (): void => stopping.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  process.stdout.on('error', end);
  const stop = stopping.signal;
  try {
    await watchAt(planeAt(url, token, stop), { only, isJson: json === true, stop });
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    end();
  }
}

interface Asked {
  readonly only: readonly Watchable[];
  readonly isJson: boolean;
  readonly stop: AbortSignal;
}

async function watchAt(plane: Plane, { only, isJson, stop }: Asked): Promise<void> {
  const status = await plane.status();
  const watching: Watching = { plane, stop, show: showing(isJson, stop), contact: contactWith() };
  const onOther = (other: PlaneStatus): void => tell(`another World is played: ${describe(other)}`);
  const isPlayed = only.some((name) => name !== 'requests');
  const life = isPlayed ? await Life.from({ plane, wanted: new Set(only), onOther }, status) : null;
  // What happens from here on is told.
  tell(`watches ${plane.address}: ${describe(status)}`);
  await Promise.all([
    ...(life === null ? [] : [watchLife(watching, life)]),
    ...(only.includes('requests') ? [watchRequests(watching, status.journal.last)] : []),
  ]);
}

/** What is no happening goes beside the output, which may be read by a program. */
const tell = (text: string): void => void process.stderr.write(`siem-sim: ${harmless(text)}\n`);

const describe = ({ scenario, title, seed, clock: { instant, mode, speed } }: PlaneStatus): string =>
  `scenario ${scenario} (${title}), seed ${seed}, clock ${mode === 'frozen' ? 'frozen' : `live:${speed}`} at ${instant}`;

function showing(isJson: boolean, stop: AbortSignal): Watching['show'] {
  const { stdout, env } = process;
  const isColoured = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  return async (happenings) => {
    for (const happening of happenings) {
      if (stop.aborted) return;
      const isRoom = stdout.write(isJson ? jsonLine(happening) : plainLine(happening, isColoured));
      if (!isRoom) await once(stdout, 'drain', { signal: stop });
    }
  };
}

/** One line when the server is lost, however many notice it, and one when all have found it again. */
function contactWith() {
  const missing = new Set<object>();
  return {
    lost: (who: object, message: string): void => {
      if (missing.size === 0) tell(`${message}; trying again`);
      missing.add(who);
    },
    found: (who: object, address: string): void => {
      if (missing.delete(who) && missing.size === 0) tell(`${address} answers again`);
    },
  };
}

/** Runs `look` again and again, also after the server was lost. */
async function persistently({ stop, contact }: Watching, look: (who: object) => Promise<void>): Promise<void> {
  const who = {};
  while (!stop.aborted) {
    try {
      await look(who);
    } catch (error) {
      if (stop.aborted) return;
      if (!(error instanceof UserError)) throw error;
      contact.lost(who, error.message);
    }
    await sleep(pace, undefined, { signal: stop });
  }
}

async function watchLife(watching: Watching, life: Life): Promise<void> {
  const { plane, show, contact } = watching;
  await persistently(watching, async (who) => {
    for await (const happenings of life.next()) await show(happenings);
    contact.found(who, plane.address);
  });
}

async function watchRequests(watching: Watching, before: number): Promise<void> {
  const { plane, show, contact } = watching;
  let last = { seq: before, text: await entryText(plane, before) };
  await persistently(watching, async (who) => {
    if (await isOtherJournal(plane, last)) last = { seq: 0, text: '' };
    for await (const entry of plane.follow<SeenRequest>(last.seq)) {
      if (entry === null) {
        contact.found(who, plane.address);
        continue;
      }
      const forgotten = last.seq > 0 ? entry.seq - last.seq - 1 : 0;
      if (forgotten > 0) tell(`the journal has forgotten ${forgotten} requests`);
      last = { seq: entry.seq, text: JSON.stringify(entry) };
      await show([happeningOfRequest(entry)]);
    }
  });
}

/** The entry of that number; nothing where there is none, or none any more. */
async function entryText(plane: Plane, seq: number): Promise<string> {
  if (seq === 0) return '';
  const { entries } = await plane.get<{ entries: readonly SeenRequest[] }>(`/journal?since=${seq - 1}`);
  const found = entries.find((entry) => entry.seq === seq);
  return found === undefined ? '' : JSON.stringify(found);
}

/** A server that was started anew, or a world that was reset, counts from 1 again, and may have come as far as before. */
async function isOtherJournal(plane: Plane, { seq, text }: { seq: number; text: string }): Promise<boolean> {
  const [{ journal }, now] = [await plane.status(), await entryText(plane, seq)];
  return journal.last < seq || (text !== '' && now !== '' && now !== text);
}
