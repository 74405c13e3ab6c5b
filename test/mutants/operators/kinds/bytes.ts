/** What the bytes of a body hold, beside what a parser makes of them. */
import { jsonOf, type Given } from '../../mutant.ts';
import type { Json } from '../../../../src/kernel/schema.ts';
import type { Door } from '../doors.ts';
import { isMembers } from '../answers.ts';
import { whole, type Misbehaviour, type Operator } from '../operator.ts';

const usual = { kind: 'bytes', foundBy: ['schema', 'requests', 'law'] } as const;
/** Where JSON was seen whose texts have one of these marks of the census. */
const ofTexts = (marks = ''): Operator['places'] =>
  whole(
    ({ data, isRead, produces, texts }) =>
      data !== null &&
      isRead &&
      produces.includes('application/json') &&
      texts !== null &&
      (marks === '' || [...marks].some((mark) => texts.includes(mark))),
  );
const ofJson = ofTexts();
const ofCsv = whole(({ produces, isRead, total }) => isRead && total > 1 && produces.includes('text/csv'));
const ofLines = whole(({ produces, isRead, total }) => isRead && total > 1 && produces.includes('application/jsonl'));

const typeOf = ({ headers }: Given): string => String(headers['content-type'] ?? '');

/** Bends the text of successes of a type. */
const text = (type: string, bend: (text: string) => string | Uint8Array) => (): Misbehaviour => async (sent, next) => {
  const given = await next(sent);
  if (given.status >= 300 || !typeOf(given).includes(type) || given.body.length === 0) return given;
  if (type === 'json' && typeOf(given).includes('jsonl')) return given;
  const bent = bend(Buffer.from(given.body).toString('utf8'));
  return { ...given, body: typeof bent === 'string' ? Buffer.from(bent) : bent };
};

/** JSON with the whole numbers that a path names written as floats. */
function asFloats(value: Json, names: ReadonlySet<string>, path = ''): string {
  if (Array.isArray(value)) return `[${value.map((one: Json) => asFloats(one, names, path)).join(',')}]`;
  if (isMembers(value)) {
    const all = Object.entries(value).map(([name, inner]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const isMeant = names.has(at) && Number.isInteger(inner);
      return `${JSON.stringify(name)}:${isMeant ? `${String(inner)}.0` : asFloats(inner, names, at)}`;
    });
    return `{${all.join(',')}}`;
  }
  return JSON.stringify(value);
}

const integersOf = ({ members, isRead, product, paging }: Door): readonly string[] =>
  isRead
    ? [
        ...(product === 'argus' || paging === null ? [] : ['page.totalElements']),
        ...members
          .filter(({ types, marks }) => types.includes('integer') && marks.includes('s'))
          .map(({ path }) => path),
      ]
    : [];

const rowsOf = (csv: string): readonly string[] => csv.split(/\r?\n/);

export const bytes: readonly Operator[] = [
  {
    ...usual,
    name: 'member-twice',
    says: 'The first member of the answer stands in it twice, the second time as null.',
    places: ofJson,
    at: text('json', (body) => body.replace(/^\{("[^"]+"):/, '{$1:null,$1:')),
  },
  {
    ...usual,
    name: 'member-twice-deep',
    says: 'The member id, or the first one, of each thing stands in it twice.',
    places: ofJson,
    at: text('json', (body) => body.replaceAll(/\{("\w+"):("[^"\\]*"|\d+),/g, '{$1:$2,$1:$2,')),
  },
  {
    ...usual,
    name: 'integer-as-float',
    says: '{place} is written with a decimal point.',
    places: integersOf,
    at: (place) => async (sent, next) => {
      const given = await next(sent);
      const json = given.status < 300 ? jsonOf(given) : undefined;
      if (json === undefined || typeOf(given).includes('jsonl')) return given;
      const embedded = isMembers(json) && isMembers(json['_embedded']) ? Object.keys(json['_embedded']) : [];
      const names = new Set([place, `data.${place}`, ...embedded.map((name) => `_embedded.${name}.${place}`)]);
      return { ...given, body: Buffer.from(asFloats(json, names)) };
    },
  },
  {
    ...usual,
    name: 'exponents',
    says: 'Numbers of more than four digits are written with an exponent.',
    places: ofTexts('n'),
    at: text('json', (body) =>
      body.replaceAll(/(?<=[:,[])(\d)(\d{4,})(?=[,}\]])/g, (_, first, rest) => `${first}.${rest}e${rest.length}`),
    ),
  },
  {
    ...usual,
    name: 'other-normal-form',
    says: 'Texts come decomposed (NFD).',
    places: ofTexts('d'),
    at: text('json', (body) => body.normalize('NFD')),
  },
  {
    ...usual,
    name: 'letters-lost',
    says: 'Letters beyond ASCII come as question marks.',
    places: ofTexts('l'),
    at: text('json', (body) => body.replaceAll(/\P{ASCII}/gu, '?')),
  },
  {
    ...usual,
    name: 'in-latin-1',
    says: 'Texts come in ISO 8859-1.',
    places: ofTexts('l'),
    at: text('json', (body) => Buffer.from(body, 'latin1')),
  },
  {
    ...usual,
    name: 'twice-encoded',
    says: 'Texts are encoded as UTF-8 twice.',
    places: ofTexts('l'),
    at: text('json', (body) => Buffer.from(Buffer.from(body).toString('latin1'))),
  },
  {
    ...usual,
    name: 'byte-order-mark',
    says: 'JSON begins with a byte order mark.',
    places: ofJson,
    at: text('json', (body) => `\u{feff}${body}`),
  },
  {
    ...usual,
    name: 'something-behind',
    says: 'A comment stands behind the JSON.',
    places: ofJson,
    at: text('json', (body) => `${body}\n// served in 3 ms\n`),
  },
  {
    ...usual,
    name: 'quotes-escaped-twice',
    says: 'Backslashes in texts are doubled.',
    places: ofTexts('q'),
    at: text('json', (body) => body.replaceAll('\\\\', '\\\\\\\\').replaceAll('\\"', '\\\\\\"')),
  },
  {
    ...usual,
    name: 'csv-cells-shifted',
    says: 'Each row of CSV begins with an empty cell, the last one is lost.',
    places: ofCsv,
    at: text('csv', (body) =>
      rowsOf(body)
        .map((row, at) => (at === 0 || row === '' ? row : `,${row.slice(0, Math.max(0, row.lastIndexOf(',')))}`))
        .join('\r\n'),
    ),
  },
  {
    ...usual,
    name: 'csv-cells-swapped',
    says: 'The first two cells of each row of CSV change places.',
    places: ofCsv,
    at: text('csv', (body) =>
      rowsOf(body)
        .map((row, at) => (at === 0 ? row : row.replace(/^([^,"]*),([^,"]*)(?=,)/, '$2,$1')))
        .join('\r\n'),
    ),
  },
  {
    ...usual,
    name: 'csv-row-lost',
    says: 'The last row of CSV is left out.',
    places: ofCsv,
    at: text('csv', (body) => {
      const rows = body.trimEnd().split('\n');
      return rows.length > 2 ? `${rows.slice(0, -1).join('\n')}\n` : body;
    }),
  },
  {
    ...usual,
    name: 'csv-in-latin-1',
    says: 'CSV comes in ISO 8859-1.',
    places: whole(({ texts, isRead }) => isRead && texts?.includes('c') === true),
    at: text('csv', (body) => Buffer.from(body, 'latin1')),
  },
  {
    ...usual,
    name: 'csv-by-semicolons',
    says: 'Cells of CSV have semicolons between them.',
    places: ofCsv,
    at: text('csv', (body) => body.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/gm, ';')),
  },
  {
    ...usual,
    name: 'csv-without-head',
    says: 'CSV comes without the names of its columns.',
    places: ofCsv,
    at: text('csv', (body) => body.slice(body.indexOf('\n') + 1)),
  },
  {
    ...usual,
    name: 'line-lost',
    says: 'The last of the lines of JSON is left out.',
    places: ofLines,
    at: text('jsonl', (body) => {
      const rows = body.trimEnd().split('\n');
      return rows.length > 1 ? `${rows.slice(0, -1).join('\n')}\n` : body;
    }),
  },
  {
    ...usual,
    name: 'lines-are-a-list',
    says: 'Lines of JSON come as one list.',
    places: ofLines,
    at: text('jsonl', (body) => `[${body.trimEnd().split('\n').join(',')}]`),
  },
];
