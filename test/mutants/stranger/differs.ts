/** Whether a stranger can tell a mutant from the simulator: the same walk through both, and their answers side by side. */
import type { Simulator } from '../../../src/index.ts';
import { edgeOf } from '../edge.ts';
import type { Mutant, Surroundings } from '../mutant.ts';
import { readDocument, type Described, type Document } from './document.ts';
import { callersAt } from './callers.ts';
import { makeWalk, send, type Heard, type Step } from './wander.ts';

export interface Difference {
  readonly step: Step;
  readonly plain: string;
  readonly bent: string;
}

/** Requests of a walk. */
const length = 400;

/** The first difference that a walk meets; null where it meets none. */
export async function differenceOf(
  simulator: Simulator,
  mutant: Mutant,
  operationId: string,
  around: Surroundings,
): Promise<Difference | null> {
  const document = await readDocument(simulator.url);
  const { walked, secrets } = await walk(simulator, document, mutant.name, operationId);
  const first = { steps: walked.map(({ step }) => step), secrets };
  // What a server that is the same tells otherwise the second time, such as tokens, tells nothing of a mutant.
  const again = await replay(simulator, first, null, around);
  const bent = await replay(simulator, first, mutant, around);
  const at = walked.findIndex(({ shown }, place) => shown === again[place] && shown !== bent[place]);
  const [found] = walked.slice(at, at + 1);
  if (at < 0 || found === undefined) return null;
  return { step: found.step, plain: found.shown.slice(0, 300), bent: (bent[at] ?? '').slice(0, 300) };
}

/** A walk, and what callers showed on it. */
interface First {
  readonly steps: readonly Step[];
  readonly secrets: readonly string[];
}

/** The step with sessions and tokens as they are this time. */
const asNow = (step: Step, before: readonly string[], now: readonly string[]): Step => {
  const { authorization } = step.headers;
  const at = before.findIndex((secret) => secret !== '' && authorization === `Bearer ${secret}`);
  return at < 0 ? step : { ...step, headers: { ...step.headers, authorization: `Bearer ${now[at] ?? ''}` } };
};

/** What the same steps are told, from the beginning. */
async function replay(
  simulator: Simulator,
  { steps, secrets: before }: First,
  mutant: Mutant | null,
  around: Surroundings,
): Promise<readonly string[]> {
  simulator.reset();
  const edge = await edgeOf(simulator.url, mutant, around);
  try {
    const { secrets } = await callersAt(simulator, edge.url);
    const told: string[] = [];
    for (const step of steps) told.push(shownOf(await send(edge.url, asNow(step, before, secrets)), edge.url));
    return told;
  } finally {
    await edge.close();
    simulator.reset();
  }
}

/** Answers differ by address where they hold links. */
const shownOf = ({ status, headers, body }: Heard, url: string): string =>
  `${status} ${headers} ${body.toString('latin1').replaceAll(url, 'http://here').replaceAll(url.replace('http://', ''), 'here')}`;

interface Walked {
  readonly step: Step;
  readonly shown: string;
}

/** Walks through the simulator itself, mostly where the operation is. */
async function walk(
  simulator: Simulator,
  document: Document,
  name: string,
  operationId: string,
): Promise<{ readonly walked: readonly Walked[]; readonly secrets: readonly string[] }> {
  simulator.reset();
  const edge = await edgeOf(simulator.url, null);
  const callers = await callersAt(simulator, edge.url);
  const { step, learn, chance } = makeWalk(document, callers.of, name);
  const walked: Walked[] = [];
  const take = async (operation: Described, isCalm = false): Promise<boolean> => {
    const one = step(operation, isCalm);
    const heard = await send(edge.url, one);
    learn(operation, one, heard);
    walked.push({ step: one, shown: shownOf(heard, edge.url) });
    return heard.status < 300;
  };
  const meant = document.operations.find(({ id }) => id === operationId);
  const product = document.operations.filter((one) => one.product === meant?.product);
  const lists = product.filter(
    ({ path, method }) => (method === 'GET' && !path.includes('{')) || path.endsWith('/search'),
  );
  const root = (path: string): string => path.split('/').slice(0, 4).join('/');
  const near = product.filter(({ path, method }) => method === 'GET' && root(path) === root(meant?.path ?? ''));
  // Lists first, for what they tell; a refusal may say what was missing.
  for (const one of [...lists, ...near]) for (let tries = 3; tries > 0; tries--) if (await take(one, true)) break;
  if (meant === undefined) throw new Error(`the document has no ${operationId}`);
  while (walked.length < length) {
    await take(meant, chance.oneIn(4));
    if (chance.oneIn(meant.method === 'GET' ? 12 : 3)) await take(chance.pick(near) ?? meant);
  }
  await edge.close();
  return { walked, secrets: callers.secrets };
}
