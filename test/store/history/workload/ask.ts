/** Asks one replica once: what was answered, or that nobody knows whether it was heard. Nothing is asked again by itself. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** A replica; its address may change when it is started again. */
export interface Target {
  readonly name: string;
  readonly url: () => string;
}

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Unheard is what certainly reached nobody; unanswered is what may have. */
export type Answered =
  | { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }
  | 'unheard'
  | 'unanswered';

/** How long a client waits for an answer, milliseconds. */
const patience = 8000;

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** Ends the connections that are kept for more. */
export const hangUp = (): void => agent.destroy();

export function ask({ url }: Target, { method = 'GET', path, headers = {}, body }: Question): Promise<Answered> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve) => {
    const asked = request(
      url() + path,
      {
        method,
        agent,
        timeout: patience,
        headers: {
          ...headers,
          ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => resolve('unanswered'));
        response.on('close', () => {
          const status = response.statusCode ?? 0;
          const whole = { status, headers: response.headers, text: Buffer.concat(parts).toString() };
          resolve(response.complete ? whole : 'unanswered');
        });
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'unheard' : 'unanswered');
    });
    asked.end(text);
  });
}
