/** The covering law finds servers that read criteria wrongly in one form, one place or for one caller alone. */
import { expect, test } from 'vitest';
import { caught, type Asked, type Lie } from './liar.ts';

const changed = (asked: Asked, change: (body: any) => object): Asked =>
  asked.body === undefined ? asked : { ...asked, body: { ...asked.body, ...change(asked.body) } };

/** Changes the parts of a body at a depth. */
const inParts = (body: any, depth: number, change: (parts: readonly any[]) => readonly any[]): any =>
  Array.isArray(body?.subCriteria)
    ? {
        ...body,
        subCriteria:
          depth === 1
            ? change(body.subCriteria)
            : body.subCriteria.map((part: any) => inParts(part, depth - 1, change)),
      }
    : body;
const withoutMark = (mark: string) => (part: any) =>
  Object.fromEntries(Object.entries(part).filter(([name]) => name !== mark));
const hears = (change: (body: any) => any): Lie => ({
  hears: (asked) => ({ ...asked, body: asked.body && change(asked.body) }),
});
/** Changes each list of a body that is one of values, in parts as well. */
const inNames = (change: (values: readonly any[], name: string) => readonly any[]): Lie => {
  const within = (body: any): any =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]) => {
        if (!Array.isArray(value)) return [name, value];
        return [name, name === 'subCriteria' ? value.map(within) : change(value, name)];
      }),
    );
  return hears(within);
};
const isList = ({ data }: any): boolean => Array.isArray(data);

const lies: readonly (readonly [operation: string, wrong: string, lie: Lie])[] = [
  [
    'argus.findAggregatedEvents',
    'looks at the first flag alone',
    inNames((values, name) => (name === 'excludeFlags' ? values.slice(0, 1) : values)),
  ],
  [
    'argus.searchCategories',
    'looks at the first category alone, though at all of them in parts',
    hears(({ attackCategoryID, ...rest }) =>
      attackCategoryID ? { ...rest, attackCategoryID: attackCategoryID.slice(0, 1) } : rest,
    ),
  ],
  ['argus.findNIDSEvents', 'takes three values of a criterion at most', inNames((values) => values.slice(0, 3))],
  [
    'argus.findAggregatedEvents',
    'searches networks by whole octets',
    inNames((values, name) =>
      name.endsWith('IP')
        ? values.map((value) => String(value).replace(/\/(\d+)$/, (_, bits) => `/${Number(bits) - (Number(bits) % 8)}`))
        : values,
    ),
  ],
  [
    'argus.findAggregatedEvents',
    'takes a range of ports for its first',
    inNames((values, name) => (/[pP]ort$/.test(name) ? values.map((value) => String(value).split('-')[0]) : values)),
  ],
  [
    'argus.searchEvents',
    'looks for a port at either end, where no address stands beside it',
    hears((body) => ({
      ...body,
      ...(Array.isArray(body.endpoint) && {
        endpoint: body.endpoint.map((part: any) =>
          part.port !== undefined && part.ip === undefined ? { ...part, endpointFieldStrategy: 'all' } : part,
        ),
      }),
    })),
  ],
  [
    'argus.findAggregatedEvents',
    'does not exclude two levels down',
    hears((body) => inParts(body, 2, (parts) => parts.map(withoutMark('exclude')))),
  ],
  [
    'argus.searchEvents',
    'forgets exclusions where something is required',
    hears((body) =>
      inParts(body, 1, (parts) => (parts.some(({ required }) => required) ? parts.map(withoutMark('exclude')) : parts)),
    ),
  ],
  [
    'argus.searchEvents',
    'lets an address be of one end and the port of the other',
    hears((body) =>
      Array.isArray(body.endpoint)
        ? {
            ...body,
            endpoint: body.endpoint.flatMap(({ ip, port, ...part }: any) =>
              ip && port
                ? [
                    { ...part, ip, required: true },
                    { ...part, port, required: true },
                  ]
                : [{ ...part, ...(ip && { ip }), ...(port && { port }) }],
            ),
          }
        : body,
    ),
  ],
  [
    'argus.findAggregatedEvents',
    'ignores a value that nothing has',
    inNames((values, name) => (name === 'signature' && values.some((value) => /nobody/.test(value)) ? [] : values)),
  ],
  [
    'argus.findNIDSEvents',
    'folds the forms of letters',
    inNames((values, name) => (name === 'signature' ? values.map((value) => String(value).normalize('NFKC')) : values)),
  ],
  [
    'argus.advancedCaseSearch',
    'reads the first of several states alone',
    inNames((values, name) => (name === 'status' ? values.slice(0, 1) : values)),
  ],
  [
    'argus.searchEvents',
    'gives CSV of the first page for every page',
    {
      hears: (asked) => (asked.headers['accept'] === 'text/csv' ? changed(asked, () => ({ offset: 0 })) : asked),
    },
  ],
  [
    'argus.findAggregatedEvents',
    'counts what only others may see',
    { says: (json) => (isList(json) && json.size < json.count ? { ...json, count: json.count + 1 } : json) },
  ],
  [
    'usm.getUsmEvents',
    'takes the last of two values',
    {
      hears: (asked) => {
        for (const name of new Set(asked.url.searchParams.keys())) {
          const last = asked.url.searchParams.getAll(name).at(-1);
          if (name !== 'sort' && last !== undefined) asked.url.searchParams.set(name, last);
        }
        return asked;
      },
    },
  ],
  [
    'argus.listAggregatedEvents',
    'forgets the signature where customers are named',
    {
      hears: (asked) => {
        if (asked.url.searchParams.has('customerID')) asked.url.searchParams.delete('signature');
        return asked;
      },
    },
  ],
  [
    'argus.searchAlarms',
    'ignores labels within parts',
    hears((body) => inParts(body, 1, (parts) => parts.map(withoutMark('labels')))),
  ],
  [
    'argus.searchBasicCustomers',
    'asks all alternatives of its parts',
    hears((body) =>
      inParts(body, 1, (parts) => parts.map((part) => (part.exclude ? part : { ...part, required: true }))),
    ),
  ],
  [
    'argus.simpleCaseSearch',
    'finds cases by the first of several states alone',
    {
      hears: (asked) => {
        const [first] = asked.url.searchParams.getAll('status');
        if (first !== undefined) asked.url.searchParams.set('status', first);
        return asked;
      },
    },
  ],
  [
    'argus.searchSignatures',
    'leaves out the number that a bound names, outside parts alone',
    hears((body) =>
      'minTriggerAmount' in body ? { ...body, minTriggerAmount: Number(body.minTriggerAmount) + 1 } : body,
    ),
  ],
  [
    'argus.getCategories',
    'finds what keywords begin with',
    {
      hears: (asked) => {
        const keywords = asked.url.searchParams.getAll('keywords').map((word) => word.replace(/x$/, ''));
        asked.url.searchParams.delete('keywords');
        for (const word of keywords) asked.url.searchParams.append('keywords', word);
        return asked;
      },
    },
  ],
];

test.each(lies)('%s: catches a server that %s', async (operation, _, lie) => {
  const { findings } = await caught(new RegExp(`^${operation}/law/criteria-(?:cover|find)$`), lie);
  expect(findings.map((finding) => finding.operation)).toContain(operation);
});

test('a server that does all this rightly is not blamed', async () => {
  const { findings } = await caught(/^argus\.(?:searchEvents|listEvents)\/law\/criteria-cover$/, {});
  expect(findings).toEqual([]);
});
