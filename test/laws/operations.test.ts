/** One truth about operations: the ids of the served documents are those that every door knows, and no other name is taken. */
import { describe, expect, test } from 'vitest';
import { unitsNamed } from '../../src/cli/contract/flags.ts';
import { adapters } from '../../src/contract/products/index.ts';
import { simulatedTarget } from '../../src/contract/simulated.ts';
import { createApp, UserError } from '../../src/index.ts';
import { plugins } from '../../src/products/index.ts';
import type { Plugin } from '../../src/products/shared/plugin.ts';
import { controlRows } from '../../src/sim/control/rows.ts';
import { checkedRule } from '../../src/sim/faults/rule.ts';
import { controlled, type Controlled } from '../support/control.ts';
import { setting } from '../support/hooked.ts';

const dialects = ['documented', 'live'] as const;

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;

const pathsOf = async ({ url }: Controlled): Promise<Paths> =>
  ((await (await fetch(`${url}/openapi.json`)).json()) as { readonly paths: Paths }).paths;

/** Ids of the served document. */
const documented = async (given: Controlled): Promise<readonly string[]> =>
  Object.values(await pathsOf(given)).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );

const refusalOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'taken';
};

/** What each door says of a name: `taken`, or how it refuses. */
async function saidOf(given: Controlled, name: string): Promise<Readonly<Record<string, string>>> {
  const { tell, faults, journal } = given;
  const overHttp = async (method: string, path: string, body?: unknown): Promise<string> => {
    const { status, json } = await tell(method, path, body);
    return status < 300 ? 'taken' : `${status} ${json.detail}`;
  };
  const rule = { match: { operation: name }, effect: { error: 503 } } as const;
  const target = simulatedTarget(given as never, { usmDialect: 'documented' } as never);
  const said = {
    'fault over HTTP': await overHttp('POST', '/_sim/faults', rule),
    'fault by library': refusalOf(() => faults.add(rule)),
    'fault of a scenario': refusalOf(() => checkedRule(rule, setting().products, 0)),
    'filter over HTTP': await overHttp('GET', `/_sim/journal?operation=${name}`),
    'filter by library': refusalOf(() => journal.entries({ operation: name })),
    'expectation over HTTP': await overHttp('POST', '/_sim/journal/verify', {
      expect: [{ operation: name, times: 0 }],
    }),
    'expectation by library': refusalOf(() => journal.verify([{ operation: name, times: 0 }])),
    'contract --only': refusalOf(() => unitsNamed(name, target, 'full')),
  };
  faults.clear();
  return said;
}

test('no two products of any dialect, and not the control plane, call an operation alike', () => {
  const ids = [
    ...plugins.flatMap(({ tables }) => [
      ...new Set(Object.values(tables).flatMap(({ rows }) => rows.map(({ id }) => id))),
    ]),
    ...controlRows.server.map(({ id }) => id),
  ];
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('products that call an operation alike are refused together', () => {
  const [argus] = plugins;
  const other = { ...argus, name: 'other' } as Plugin;
  expect(() => createApp({ products: [argus as Plugin, other], events: 1 })).toThrow(
    /argus and other both have an operation getEventByPath/,
  );
});

describe.each(dialects)('in dialect %s', (usmDialect) => {
  test('the document names what the rows do, each once', async () => {
    const given = await controlled({ usmDialect });
    const rows = plugins.flatMap(({ name, tables }) =>
      (tables[name === 'usm' ? usmDialect : (Object.keys(tables)[0] ?? '')] ?? { rows: [] }).rows.map(({ id }) => id),
    );
    expect((await documented(given)).toSorted()).toEqual(rows.toSorted());
  });
});

test('every name of the document is known at every door', async () => {
  const given = await controlled({ usmDialect: 'documented' });
  for (const name of await documented(given))
    expect([name, Object.values(await saidOf(given, name)).filter((one) => one !== 'taken')]).toEqual([name, []]);
});

test('a name that is not known is refused at every door, with the nearest', async () => {
  const given = await controlled({ usmDialect: 'documented' });
  for (const [door, said] of Object.entries(await saidOf(given, 'serchEvents')))
    expect([door, said]).toEqual([door, expect.stringContaining('did you mean searchEvents?')]);
  for (const [door, said] of Object.entries(await saidOf(given, 'xyz')))
    expect([door, said]).toEqual([door, expect.stringContaining('there are getEventByPath')]);
  // Operations of the control plane are never in the journal, and meet no faults.
  for (const [door, said] of Object.entries(await saidOf(given, 'putScenario')))
    expect([door, said]).toEqual([door, expect.not.stringMatching(/^taken$/)]);
});

test('a product that is not known is refused, and an operation of another product', async () => {
  const { tell, journal, faults } = await controlled();
  const wrong = [
    [{ product: 'argos' }, 'did you mean argus?'],
    [{ product: 'usm', operation: 'searchEvents' }, 'it is one of argus, not of usm'],
  ] as const;
  for (const [asked, said] of wrong) {
    expect(refusalOf(() => journal.entries(asked))).toContain(said);
    expect(refusalOf(() => journal.verify([asked]))).toContain(said);
    expect(refusalOf(() => faults.add({ match: asked, effect: { error: 503 } }))).toContain(said);
    const query = new URLSearchParams(asked).toString();
    expect((await tell('GET', `/_sim/journal?${query}`)).json).toMatchObject({
      status: 422,
      errors: [
        { pointer: expect.stringMatching(/^query\/(product|operation)$/), detail: expect.stringContaining(said) },
      ],
    });
    expect((await tell('POST', '/_sim/journal/verify', { expect: [{}, asked] })).json).toMatchObject({
      status: 422,
      errors: [{ pointer: expect.stringMatching(/^body\/expect\/1\//), detail: expect.stringContaining(said) }],
    });
  }
});

test('the journal names a request as the document does, and as the contract suite', async () => {
  const given = await controlled();
  await (await fetch(`${given.url}/events/v2/event?limit=1`)).text();
  const [entry] = given.journal.entries();
  const paths = await pathsOf(given);
  expect(entry?.operation).toBe(paths['/events/v2/event']?.['get']?.operationId);
  const keys = adapters.flatMap(({ name, tables }) =>
    Object.values(tables).flatMap(({ rows }) => rows.map(({ id }) => `${name}.${id}`)),
  );
  expect(keys).toContain(`${entry?.product}.${entry?.operation}`);
});
