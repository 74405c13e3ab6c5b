/** Is anybody there, and do they still talk to us? What a run asks before all else, and again when too much is refused. */
import type { Answer, Ask } from './terms/exchange.ts';
import type { Departure } from './terms/check.ts';
import { Skip, Unreachable, type Client } from './client.ts';
import type { Api, Operation } from './terms/operation.ts';
import type { Target } from './terms/target.ts';

/** So many refusals in a row are no test any more: the server may have shut us out. */
const refusalLimit = 20;
/** So many exchanges of one operation that broke off or took too long, and it is left alone. */
const incompleteLimit = 3;

/** A request that a healthy target answers: the product's own, or the first operation that reads and needs nothing. */
export const probeRequestOf = ({
  adapter,
  operations,
}: Api): { readonly operation: Operation; readonly ask: Ask } | null => {
  const { operation: id, ask } = adapter.probe ?? { operation: null, ask: {} };
  const operation = operations.find((row) =>
    id === null ? row.method === 'GET' && !row.path.includes('{') : row.id === id,
  );
  return operation === undefined ? null : { operation, ask };
};

const isHtml = (answer: Answer): boolean =>
  /text\/html/i.test(answer.headers.get('content-type') ?? '') ||
  /^\s*<(?:!doctype|html)/i.test(answer.text.slice(0, 200));

/** Why it makes no sense to go on; null when it does. */
export function stopReason(answer: Answer, target: Target): string | null {
  const { url } = target;
  const location = answer.headers.get('location');
  if (answer.fault !== null && answer.status === 0)
    return `${url} does not answer: ${answer.fault}${trustOf(answer.fault)}`;
  if (answer.fault !== null) return `${url} does not finish its answers: ${answer.fault}`;
  if (answer.status >= 300 && answer.status < 400)
    return `${url} redirects${location === null ? '' : ` to ${location}`}; name the address that it redirects to`;
  if (isHtml(answer)) return `${url} answers with a web page (status ${answer.status}); is it the base URL of the API?`;
  if (!target.isLive || (answer.status >= 200 && answer.status < 300)) return null;
  if (answer.status === 401) return `${url} refuses the credentials (status 401)`;
  const { method, path } = answer.operation;
  const hint = answer.status === 404 ? '; is it the base URL of the API?' : '';
  return `${url} answers ${method} ${path} with status ${answer.status}${hint}`;
}

/** What to do about a certificate that nobody here trusts. */
const trustOf = (fault: string): string =>
  /certificate|self.signed|unable to verify/i.test(fault)
    ? '; name the certificate of its authority with --ca FILE or NODE_EXTRA_CA_CERTS'
    : '';

/** How much an answer speaks for the target being gone; 0 where it shows that it is there. */
function weightOf(answer: Answer, ask: Ask, { isLive }: Target): number {
  if (answer.fault !== null) return Math.ceil(refusalLimit / incompleteLimit);
  // On a tenant, 429 and 503 come here only after several attempts and waits.
  if ([429, 503].includes(answer.status) && isLive && ask.isImpatient !== true) return refusalLimit / 2;
  return [403, 429, 503].includes(answer.status) || isHtml(answer) ? 1 : 0;
}

export interface HealthCheck extends Client {
  /** Throws Unreachable where nothing can be asked of the target. */
  readonly greet: () => Promise<void>;
  /** Asks a product what it answered at the beginning, at once or when it is time again; null where it is answered so still. */
  readonly canary: (product: string, isDue: boolean) => Promise<Gone | null>;
}

/** A target that is not itself any more. */
export interface Gone {
  readonly answer: Answer;
  readonly fault: Departure;
  readonly reason: string;
}

/** So many requests may go out between two looks at whether a live target is still itself. */
const canaryEvery = 50;

/** Watches a client's answers; `onFault` hears when what was answered before is refused, or an answer does not end. */
export function makeHealthCheck(
  client: Client,
  target: Target,
  apis: readonly Api[],
  onFault: (answer: Answer, fault: Departure, kind: 'violation' | 'notice') => void,
): HealthCheck {
  const probeRequests = apis.flatMap((api) => probeRequestOf(api) ?? []);
  const healthy = new Map<string, number>();
  const broken = new Map<string, number>();
  let refusals = 0;

  let looked = 0;

  const check = async (isImpatient: boolean, product?: string): Promise<Gone | null> => {
    looked = client.requests();
    for (const { operation, ask } of probeRequests) {
      if (product !== undefined && operation.product !== product) continue;
      const before = healthy.get(operation.key);
      const answer = await client.send(operation, { ...ask, ...(isImpatient && { isImpatient }) });
      const isOther = answer.status !== before || (isHtml(answer) && answer.status < 400);
      if (before === undefined || !isOther) continue;
      const page = isHtml(answer) ? ' and a web page' : '';
      const fault = {
        expected: `${operation.method} ${operation.path} is answered as at the beginning, with status ${before}`,
        seen: answer.fault ?? `status ${answer.status}${page}, after ${client.requests()} requests`,
        key: 'banned',
      };
      return { answer, fault, reason: `${target.url} refuses what it answered before: ${fault.seen}${whyOf(answer)}` };
    }
    return null;
  };

  return {
    requests: client.requests,
    send: async (operation, ask) => {
      const unfinished = broken.get(operation.key) ?? 0;
      if (unfinished >= incompleteLimit) throw new Skip(`it broke off ${incompleteLimit} exchanges before`);
      const answer = await client.send(operation, ask);
      if (answer.fault !== null) broken.set(operation.key, unfinished + 1);
      const weight = weightOf(answer, ask, target);
      refusals = weight === 0 ? 0 : refusals + weight;
      if (refusals >= refusalLimit) {
        refusals = 0;
        const gone = await check(true);
        if (gone !== null) {
          onFault(gone.answer, gone.fault, 'notice');
          throw new Unreachable(gone.reason);
        }
      }
      return answer;
    },
    greet: async () => {
      for (const { operation, ask } of probeRequests) {
        const answer = await client.send(operation, ask);
        const reason = stopReason(answer, target);
        // That nobody is there is no departure; an answer that does not end is one.
        if (answer.status > 0 && answer.fault !== null)
          onFault(answer, { expected: 'a whole answer', seen: answer.fault, key: 'greeting' }, 'violation');
        if (reason !== null) throw new Unreachable(reason);
        healthy.set(operation.key, answer.status);
      }
    },
    canary: async (product, isDue) =>
      target.isLive && (isDue || client.requests() - looked >= canaryEvery) ? check(false, product) : null,
  };
}

/** What the status usually means of a target that answered before. */
function whyOf({ status, headers }: Answer): string {
  if (status === 401) return '; was the key revoked?';
  if (status === 402) return '; is a quota spent?';
  const location = headers.get('location');
  return status >= 300 && status < 400 && location !== null ? `; it redirects to ${location}` : '';
}
