/** Which tests judge the mutants of a room: those that mirror it, those of its readers, and the laws. */

/** Milliseconds of each file of tests, as the run without a mutant took them, in the sandbox. */
export const paceFile = 'pace.json';

interface Room {
  readonly sources: string;
  /** Paths of tests begin with one of these. */
  readonly tests: readonly string[];
}

const searches = ['test/products/argus/v1/', 'test/products/argus/v2/', 'test/laws/search-work', 'test/laws/flags'];
const rooms: readonly Room[] = [
  { sources: 'src/corpus/', tests: ['test/corpus/', ...searches, 'test/laws/neighbours', 'test/laws/counts'] },
  {
    sources: 'src/state/',
    tests: [
      'test/state/',
      'test/products/argus/writes/',
      'test/products/argus/v2/after-writes',
      'test/products/usm/living',
      'test/laws/hash',
      'test/laws/time.',
      'test/laws/worlds',
      'test/laws/case-times',
    ],
  },
  { sources: 'src/products/argus/', tests: [...searches, 'test/products/argus/writes/', 'test/laws/counts'] },
  {
    sources: 'src/products/usm/',
    tests: [
      'filters',
      'paging',
      'labels',
      'documented',
      'generations',
      'agreement',
      'clients',
      'status',
      'opinions',
      'two-tables',
    ].map((name) => `test/products/usm/${name}.`),
  },
];

/** True for a test of a file's own room, where the room has no other: it takes little, and knows it best. */
export const mirrors = (test: string, source: string): boolean =>
  /^src\/(?:corpus|state)\//.test(source) && test.startsWith(source.replace(/^src(\/\w+\/).*$/, 'test$1'));

/** True for a test that judges mutants of a file. */
export const judges = (test: string, source: string): boolean =>
  rooms.some(({ sources, tests }) => source.startsWith(sources) && tests.some((begin) => test.startsWith(begin)));

/** True for a test that judges some mutant. */
export const judgesAny = (test: string): boolean =>
  rooms.some(({ tests }) => tests.some((begin) => test.startsWith(begin)));
