/** A client that is a function: called once a round; ended by refusing it everything and by putting its directory back. */
import { cpSync, rmSync } from 'node:fs';
import type { Ending, Going, HuntedClient, Visit } from './client.ts';

/** What a round tells a function. */
export interface HuntVisit extends Visit {
  /** Aborted when the client is ended: its requests are refused from then on, and what it writes is undone. */
  readonly signal: AbortSignal;
}

export type HuntFunction = (visit: HuntVisit) => unknown;

/** Real milliseconds that a function has to come to its end when it was ended. */
const grace = 500;

/** `timeout` is what a round may take, in real milliseconds. */
export const functionClient = (call: HuntFunction, timeout: number): HuntedClient => ({
  mode: 'poll',
  isTimed: false,
  sharesClock: false,
  begin: (visit) => begin(call, timeout, visit),
});

function begin(call: HuntFunction, timeout: number, visit: Visit): Going {
  const ending = new AbortController();
  const kept = `${visit.state}.kept`;
  let how: Ending['how'] = 'exited';
  const end = (why: Ending['how']): void => {
    if (ending.signal.aborted) return;
    how = why;
    cpSync(visit.state, kept, { recursive: true });
    ending.abort();
  };
  const timer = setTimeout(() => end('hung'), timeout);
  const called = Promise.resolve()
    .then(() => call({ ...visit, signal: ending.signal }))
    .then(
      () => '',
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  const cut = new Promise<string>((resolve) => {
    ending.signal.addEventListener('abort', () => setTimeout(resolve, grace, 'it went on when it was ended').unref());
  });
  const ended = Promise.race([called, cut]).then((output): Ending => {
    clearTimeout(timer);
    if (ending.signal.aborted) {
      rmSync(visit.state, { recursive: true, force: true });
      cpSync(kept, visit.state, { recursive: true });
      rmSync(kept, { recursive: true, force: true });
    }
    return { how, code: how !== 'exited' ? null : output === '' ? 0 : 1, output };
  });
  return { ended, kill: () => end('killed'), stop: () => end('killed'), setClock: () => undefined };
}
