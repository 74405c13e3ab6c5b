/** A server that listens before it can answer: who comes waits, and who asks for its health is told. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatch } from './router.ts';

export interface Opening {
  /** Keeps the request until the server is open; from then on, what it was opened with. */
  readonly dispatch: Dispatch;
  /** Answers who waits, and all who come. `otherwise` gets what `dispatch` says is not its own. */
  readonly open: (dispatch: Dispatch, otherwise: (request: IncomingMessage, response: ServerResponse) => void) => void;
  /** Cuts off who waits: there is nothing to come. */
  readonly giveUp: () => void;
}

export function makeOpening(): Opening {
  let opened: Dispatch | null = null;
  const waiting: { readonly request: IncomingMessage; readonly response: ServerResponse }[] = [];
  const early: Dispatch = (request, response) => {
    const [path] = (request.url ?? '').split('?');
    // Whoever restarts servers that hang must not do so to one that is about to be ready.
    if (path === '/health/live') tell(response, 200, 'ok');
    else if (path === '/health' || path === '/health/ready') tell(response, 503, 'starting');
    else waiting.push({ request, response });
    return true;
  };
  return {
    dispatch: (request, response) => (opened ?? early)(request, response),
    open: (dispatch, otherwise) => {
      opened = dispatch;
      for (const { request, response } of waiting.splice(0))
        if (!response.destroyed && !dispatch(request, response)) otherwise(request, response);
    },
    giveUp: () => {
      for (const { request } of waiting.splice(0)) request.socket.destroy();
    },
  };
}

function tell(response: ServerResponse, status: number, word: string): void {
  const body = JSON.stringify({ status: word });
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    ...(status === 503 && { 'Retry-After': '1' }),
  });
  response.end(body);
}
