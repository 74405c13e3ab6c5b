/** How well somebody told attacks from the rest: verdicts compared with the truth. */
import { isoUtc, parseIsoUtc } from '../../kernel/clock.ts';
import type { Product } from '../../http/product.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Nature } from '../../model/arrivals.ts';
import { eventNumberOf } from '../../model/event-number.ts';
import { withRows } from '../../model/late-columns.ts';
import { markBit } from '../../model/mark.ts';
import type { Detail, World } from '../../model/world.ts';
import { makeArrivalTime } from '../../products/shared/arrival-time.ts';
import { eventOfKey } from '../../products/shared/event-key.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import type { Opinion } from '../../products/shared/truth.ts';
import { kindsOf, lookupIn } from '../sinks/judged/known.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { makeIdsByProduct, type IdsByProduct } from './facts.ts';
import { natureOf, type StoryPlace, type TrueNature } from './nature.ts';

/** What somebody says of an event, or of all events of a case. */
export interface GivenVerdict {
  /** Its id in any product. */
  readonly id?: string;
  /** Id of a case; what is said of an event itself goes before. */
  readonly case?: number;
  readonly verdict: Nature;
  /** When it was said, ISO 8601 in UTC. */
  readonly at?: string;
}

export interface ScoreRequest {
  /** Left out, what was assessed and labelled in the products counts, as events stand now. */
  readonly verdicts?: readonly GivenVerdict[];
  /** Only events of this story, and background. */
  readonly story?: string;
}

const [threat, notAThreat, falsePositive] = [markBit('threat'), markBit('notAThreat'), markBit('falsePositive')];
/** Ids of one kind of error that are listed. */
const mostListed = 100;
const unitsOfRow = 100;

/** What was assessed of the event in a row. */
function assessed(world: World, row: number): Opinion | null {
  const flags = withRows(world.aggregated, row).flagsLow[row] ?? 0;
  const at = world.changes(row, null).findLast(({ type }) => type === 'assessed')?.at ?? null;
  if ((flags & threat) !== 0) return { verdict: 'malicious', at };
  if ((flags & falsePositive) !== 0) return { verdict: 'falsePositive', at };
  return (flags & notAThreat) === 0 ? null : { verdict: 'benign', at };
}

interface Given {
  readonly byRow: ReadonlyMap<number, Opinion>;
  readonly byCase: ReadonlyMap<number, Opinion>;
  readonly unknown: readonly string[];
}

/** Verdicts by the row of their event; a trigger of an aggregate speaks for all of it, and the last word counts. */
function given(world: World, kinds: ReturnType<typeof kindsOf>, verdicts: readonly GivenVerdict[]): Given {
  const find = lookupIn(kinds.filter(({ ids }) => ids === 'uuid'));
  const byRow = new Map<number, Opinion>();
  const unknown: string[] = [];
  const byCase = new Map<number, Opinion>();
  const cases = new Set(world.cases.map(({ id }) => id));
  for (const { id, case: caseId, verdict, at } of verdicts) {
    const said = { verdict, at: at === undefined ? null : parseIsoUtc(at) };
    if (caseId !== undefined && cases.has(caseId)) byCase.set(caseId, said);
    else if (caseId !== undefined) unknown.push(String(caseId));
    if (id === undefined) continue;
    const named = find(id);
    const event = named === null ? null : eventOfKey(world, named.key);
    if (event === null) unknown.push(id);
    else byRow.set(event.row, said);
  }
  return { byRow, byCase, unknown };
}

/** What was given for the event in a row: of itself, or of one of its cases. */
function givenOf(world: World, { byRow, byCase }: Given, row: number): Opinion | null {
  const own = byRow.get(row);
  if (own !== undefined || byCase.size === 0) return own ?? null;
  const cases = world.caseSets[withRows(world.aggregated, row).cases[row] ?? 0] ?? [];
  return cases.map(({ id }) => byCase.get(id)).find((said) => said !== undefined) ?? null;
}

/** What is counted of the attacks of one kind. */
interface Tally {
  events: number;
  found: number;
}

interface StoryTally extends Tally {
  readonly story: string;
  readonly nth: number;
  firstVisible: number;
  firstFound: number | null;
}

interface Technique extends Tally {
  readonly technique: string;
  readonly name: string;
}

type Counts = Record<Nature | 'none', number>;
const natures = ['malicious', 'benign', 'falsePositive'] as const;
const noCounts = (): Counts => ({ malicious: 0, benign: 0, falsePositive: 0, none: 0 });

/** Of all events of one nature, what was said of them. */
type Matrix = Record<Nature, Counts>;

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

function ratesOf(matrix: Matrix): object {
  const hits = matrix.malicious.malicious;
  const called = natures.reduce((sum, nature) => sum + matrix[nature].malicious, 0);
  const attacks = Object.values(matrix.malicious).reduce((sum, one) => sum + one, 0);
  const [precision, recall] = [share(hits, called), share(hits, attacks)];
  const f1 = precision === null || recall === null ? null : share(2 * precision * recall, precision + recall);
  return { precision, recall, f1 };
}

/** The tally of a key, made when it is first asked for. */
function tallyOf<Kind extends Tally>(tallies: Map<string, Kind>, key: string, fresh: () => Kind): Kind {
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const made = fresh();
  tallies.set(key, made);
  return made;
}

function count(tally: Tally, isFound: boolean): void {
  tally.events += 1;
  tally.found += Number(isFound);
}

/** Adds up attacks, and what was said of them. */
function makeAttackTallies(world: World) {
  const techniques = new Map<string, Technique>();
  const stories = new Map<string, StoryTally>();
  const visibleAt = makeArrivalTime(world);
  return {
    add: (row: number, place: StoryPlace | null, said: Opinion | null): void => {
      const isFound = said?.verdict === 'malicious';
      const detail = world.details[withRows(world.aggregated, row).detail[row] ?? 0] as Detail;
      const { technique, techniqueName: name } = detail.detection.attack;
      count(
        tallyOf(techniques, technique, () => ({ technique, name, events: 0, found: 0 })),
        isFound,
      );
      if (place === null) return;
      const { story, nth } = place.telling;
      const tally = tallyOf(stories, `${story}/${nth}`, () => {
        return { story, nth, events: 0, found: 0, firstVisible: Infinity, firstFound: null };
      });
      count(tally, isFound);
      tally.firstVisible = Math.min(tally.firstVisible, visibleAt(row));
      if (isFound && said.at !== null) tally.firstFound = Math.min(tally.firstFound ?? Infinity, said.at);
    },
    techniques: (): readonly Technique[] => [...techniques.values()],
    stories: (): readonly object[] =>
      [...stories.values()].map(({ firstVisible, firstFound, ...rest }) => ({
        ...rest,
        firstVisible: isoUtc(firstVisible),
        firstFound: firstFound === null ? null : isoUtc(firstFound),
        timeToDetect: firstFound === null ? null : Math.max(0, firstFound - firstVisible),
      })),
  };
}

/** Compares verdicts with what events truly are. */
export function* scoreOf(
  { runtime }: Pick<WorldSlot, 'runtime'>,
  plugins: readonly Plugin[],
  { verdicts, story }: ScoreRequest,
): Sliced<object> {
  const { products, simulation } = runtime();
  const { world } = simulation;
  const told = verdicts === undefined ? null : given(world, kindsOf(plugins, products), verdicts);
  const opinions = [
    (row: number) => assessed(world, row),
    ...plugins.map(({ truths }, at) => truths?.opinions?.(products[at] as Product) ?? (() => null)),
  ];
  const saidOf = (row: number): Opinion | null =>
    told === null ? lastOf(opinions.map((of) => of(row))) : givenOf(world, told, row);
  const natureAt = natureOf(world);
  const idsOf = makeIdsByProduct(plugins, products);
  const matrix: Matrix = { malicious: noCounts(), benign: noCounts(), falsePositive: noCounts() };
  const attacks = makeAttackTallies(world);
  const [missed, accused]: [IdsByProduct[], IdsByProduct[]] = [[], []];
  for (let row = 0; row < world.aggregated.length; row++) {
    if (row % rowsAPiece === rowsAPiece - 1) yield rowsAPiece * unitsOfRow;
    const number = eventNumberOf(world, row);
    const truth = natureAt(number);
    if (truth === null || isOfAnother(story, truth)) continue;
    const said = saidOf(row);
    matrix[truth.nature][said?.verdict ?? 'none'] += 1;
    if (truth.nature === 'malicious') attacks.add(row, truth.place, said);
    const isCalled = said?.verdict === 'malicious';
    if (isCalled === (truth.nature === 'malicious')) continue;
    const wrong = isCalled ? accused : missed;
    if (wrong.length < mostListed) wrong.push(idsOf(number));
  }
  const unknown = told?.unknown.slice(0, mostListed) ?? [];
  const [techniques, stories] = [attacks.techniques(), attacks.stories()];
  return { matrix, ...ratesOf(matrix), techniques, stories, missed, accused, unknown };
}

/** The last word, of whatever product. */
const lastOf = (said: readonly (Opinion | null)[]): Opinion | null =>
  said.reduce((last, one) => (one !== null && (last === null || (one.at ?? 0) > (last.at ?? 0)) ? one : last), null);

const rowsAPiece = 500;

const isOfAnother = (story: string | undefined, { place }: TrueNature): boolean =>
  story !== undefined && place !== null && place.telling.story !== story;
