/** A stranger's walk through an API: requests made from the document, of what the server told before; recorded, to be walked again. */
import type { Described, Document, Shape, Value } from './document.ts';
import { listIn, objectIn } from './document.ts';
import { fill, isBeginning, parsed, rowsIn, segments, spoilt } from './reading.ts';
import { chanceOf, makeValues, makeVocabulary, type Chance } from './values.ts';

export interface Step {
  readonly id: string;
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Heard {
  readonly status: number;
  readonly headers: string;
  readonly body: Buffer;
}

/** Who asks, as headers; the first may do everything. */
export type CallersOf = (product: string) => readonly Readonly<Record<string, string>>[];

/** Sends a step as it is, and hears whatever comes. */
export async function send(url: string, step: Step): Promise<Heard> {
  try {
    const answer = await fetch(`${url}${step.path}`, {
      method: step.method,
      headers: { 'accept-encoding': 'identity', ...step.headers },
      redirect: 'manual',
      ...(step.body !== '' && { body: step.body }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const headers = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
    return { status: answer.status, headers: JSON.stringify(headers), body };
  } catch {
    return { status: 0, headers: '', body: Buffer.alloc(0) };
  }
}

export interface Walk {
  /** Makes the next step for an operation; a calm one is meant to succeed. */
  readonly step: (operation: Described, isCalm?: boolean) => Step;
  /** What an operation can be asked for, by name, besides what its path names. */
  readonly wishes: (operation: Described) => readonly string[];
  /** A step that asks for one thing more. */
  readonly wishing: (operation: Described, asked: Step, wish: string) => Step;
  /** Takes in what a step was told. */
  readonly learn: (operation: Described, step: Step, heard: Heard) => void;
  readonly chance: Chance;
}

/** Begins a walk; the same name, the same steps as long as the server says the same. */
export function makeWalk(document: Document, callersOf: CallersOf, name: string): Walk {
  const chance = chanceOf(name);
  const words = makeVocabulary();
  const values = makeValues(document, words, chance);
  /** Things by the path of the list that told of them. */
  const things = new Map<string, Value[]>();
  const needed = new Map<string, Set<string>>();
  const needs = (id: string): Set<string> => {
    const some = needed.get(id) ?? new Set<string>();
    needed.set(id, some);
    return some;
  };

  /** Values for the parameters of a path, by what lists of its beginning told. */
  function pathOf({ path, parameters }: Described): string {
    const parts = segments(path);
    const given = new Map<string, string>();
    const names = parts.filter((part) => part.startsWith('{')).map((part) => part.slice(1, -1));
    const lists = [...things]
      .filter(([list]) => isBeginning(list, path))
      .toSorted(([one], [other]) => other.length - one.length);
    for (const [list, some] of lists) {
      const thing = objectIn(chance.pick(some));
      const own = names.filter((one) => !segments(list).includes(`{${one}}`) && !given.has(one));
      fill(thing, own, given);
      // What the list's own path was asked with.
      for (const [key, value] of Object.entries(objectIn(thing['#path'])))
        if (!given.has(key)) given.set(key, String(value));
    }
    // `caseID` names something of a list that is called `case`.
    for (const key of names.filter((one) => !given.has(one))) {
      const word = key.replace(/I[dD]$/, '').toLowerCase();
      const list = [...things.keys()].find(
        (one) =>
          segments(one.replace(/\/search$/, ''))
            .at(-1)
            ?.toLowerCase()
            .replace(/s$/, '') === word,
      );
      if (list !== undefined) fill(objectIn(chance.pick(things.get(list) ?? [])), [key], given);
    }
    return parts
      .map((part) => {
        if (!part.startsWith('{')) return part;
        const key = part.slice(1, -1);
        const shape = parameters.find((one) => one.name === key)?.shape ?? {};
        const value = chance.oneIn(12) ? undefined : given.get(key);
        return encodeURIComponent(value ?? String(values.valueOf(shape, key, 0)));
      })
      .join('/');
  }

  /** Who is let in: the next caller where one was refused. */
  const refusals = new Map<string, number>();
  const ableTo = ({ id, product }: Described): Readonly<Record<string, string>> => {
    const callers = callersOf(product);
    return callers[(refusals.get(id) ?? 0) % Math.max(1, callers.length)] ?? {};
  };

  /** The least that an operation can be asked with. */
  function calmStep(operation: Described): Step {
    const { parameters, body: shape, id, method } = operation;
    const query = new URLSearchParams();
    for (const { name: key, in: where, isRequired, shape: own } of parameters)
      if (where === 'query' && (isRequired || needs(id).has(key)))
        query.append(key, String(values.valueOf(own, key, 0)));
    const body =
      shape === null
        ? ''
        : JSON.stringify(
            Object.fromEntries(
              Object.entries(objectIn(values.objectOf(shape, 0, needs(id)))).filter(
                ([key]) => needs(id).has(key) || listIn(shape['required']).includes(key),
              ),
            ),
          );
    const text = query.toString();
    const path = pathOf(operation);
    return {
      id,
      method,
      path: text === '' ? path : `${path}?${text}`,
      headers: { ...ableTo(operation), ...(body !== '' && { 'content-type': 'application/json' }) },
      body,
    };
  }

  function step(operation: Described, isCalm = false): Step {
    if (isCalm) return calmStep(operation);
    const { parameters, body: shape, gives, product, id } = operation;
    const callers = callersOf(product);
    const caller = chance.oneIn(3) ? chance.pick(callers) : ableTo(operation);
    const query = new URLSearchParams();
    for (const parameter of parameters.filter((one) => one.in === 'query')) {
      if (!parameter.isRequired && !needs(id).has(parameter.name) && !chance.oneIn(4)) continue;
      const value = values.valueOf(parameter.shape, parameter.name, 0);
      for (const one of Array.isArray(value) ? value : [value]) query.append(parameter.name, String(one));
    }
    if (chance.oneIn(25)) query.append(chance.pick(['unknown', '__proto__', 'sort', 'sortBy']) ?? '', '\u{1f512}');
    let body = shape === null ? '' : JSON.stringify(values.objectOf(shape, 0, needs(id)));
    if (body.startsWith('{') && chance.oneIn(15)) body = spoilt(body, chance);
    const path = pathOf(operation);
    const text = query.toString();
    const accept =
      gives.length > 1 && chance.oneIn(3) ? chance.pick(gives) : chance.oneIn(20) ? 'image/png' : undefined;
    const method =
      operation.method === 'GET' && chance.oneIn(10) ? 'HEAD' : chance.oneIn(40) ? 'PATCH' : operation.method;
    return {
      id,
      method,
      path: text === '' ? path : `${path}?${text}`,
      headers: {
        ...caller,
        ...(accept !== undefined && { accept }),
        ...(body !== '' && { 'content-type': 'application/json' }),
        ...(chance.oneIn(15) && { 'if-none-match': '"5f1d"' }),
      },
      body: method === 'HEAD' ? '' : body,
    };
  }

  function learn(operation: Described, asked: Step, heard: Heard): void {
    const json = parsed(heard.body);
    if (json === undefined) return;
    const isOfAble = Object.entries(ableTo(operation)).every(([key, value]) => asked.headers[key] === value);
    if (heard.status === 403 && isOfAble) refusals.set(operation.id, (refusals.get(operation.id) ?? 0) + 1);
    if (heard.status >= 400) {
      for (const one of listIn(objectIn(json)['messages'])) {
        const field = String(objectIn(one)['field'] ?? '').split('.')[0] ?? '';
        const isSaid = asked.body.includes(`"${field}"`) || asked.path.includes(`${field}=`);
        if (field !== '' && !isSaid && needs(operation.id).size < 4) needs(operation.id).add(field);
      }
      return;
    }
    words.learn(json);
    const rows = rowsIn(json);
    if (rows.length === 0) return;
    const path = Object.fromEntries(
      segments(operation.path).flatMap((part, at) =>
        part.startsWith('{')
          ? [[part.slice(1, -1), decodeURIComponent(segments(asked.path.split('?')[0] ?? '')[at] ?? '')]]
          : [],
      ),
    );
    const known = things.get(operation.path) ?? [];
    known.push(...rows.slice(0, 5).map((row) => ({ ...objectIn(row), '#path': path })));
    things.set(operation.path, known.slice(-60));
  }

  const shapesOf = ({ parameters, body }: Described): Readonly<Record<string, Shape>> =>
    Object.fromEntries([
      ...parameters.filter((one) => one.in === 'query').map((one) => [one.name, one.shape] as const),
      ...Object.entries(objectIn(body?.['properties'])).map(([key, shape]) => [key, objectIn(shape)] as const),
    ]);

  function wishing(operation: Described, asked: Step, wish: string): Step {
    const value = values.valueOf(shapesOf(operation)[wish] ?? {}, wish, 1);
    if (asked.body !== '')
      return { ...asked, body: JSON.stringify({ ...objectIn(JSON.parse(asked.body) as Value), [wish]: value }) };
    const [path = '', text = ''] = asked.path.split('?');
    const query = new URLSearchParams(text);
    for (const one of Array.isArray(value) ? value : [value]) query.append(wish, String(one));
    return { ...asked, path: `${path}?${query.toString()}` };
  }

  return { step, learn, chance, wishes: (operation) => Object.keys(shapesOf(operation)), wishing };
}
