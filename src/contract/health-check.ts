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
  if (answer.fault !== null && answer.status === 0) return `${url} does not answer: ${answer.fault}`;
  if (answer.fault !== null) return `${url} does not finish its answers: ${answer.fault}`;
  if (answer.status >= 300 && answer.status < 400)
    return `${url} redirects${location === null ? '' : ` to ${location}`}; name the address that it redirects to`;
  if (isHtml(answer)) return `${url} answers with a web page (status ${answer.status}); is it the base URL of the API?`;
  if (target.isLive && answer.status === 401) return `${url} refuses the credentials (status 401)`;
  return null;
}

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
}

/** Watches a client's answers; `onBan` hears when what was answered before is refused. */
export function makeHealthCheck(
  client: Client,
  target: Target,
  apis: readonly Api[],
  greetBy: (operation: Operation, ask: Ask) => Promise<Answer>,
  onBan: (answer: Answer, fault: Departure) => void,
): HealthCheck {
  const probeRequests = apis.flatMap((api) => probeRequestOf(api) ?? []);
  const healthy = new Map<string, number>();
  const broken = new Map<string, number>();
  let refusals = 0;

  const check = async (): Promise<void> => {
    for (const { operation, ask } of probeRequests) {
      const before = healthy.get(operation.key);
      const answer = await client.send(operation, { ...ask, isImpatient: true });
      if (before === undefined || answer.status === before) continue;
      const fault = {
        expected: `${operation.method} ${operation.path} is answered as at the beginning, with status ${before}`,
        seen: answer.fault ?? `status ${answer.status}, after ${client.requests()} requests`,
        key: 'banned',
      };
      onBan(answer, fault);
      throw new Unreachable(`${target.url} refuses what it answered before: ${fault.seen}`);
    }
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
        await check();
      }
      return answer;
    },
    greet: async () => {
      for (const { operation, ask } of probeRequests) {
        const answer = await greetBy(operation, ask);
        const reason = stopReason(answer, target);
        if (reason !== null) throw new Unreachable(reason);
        healthy.set(operation.key, answer.status);
      }
    },
  };
}
