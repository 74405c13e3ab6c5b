/** What most likely happened to a thing that did not come, or came late, in a sentence or two. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { Carrier, RequestTrace } from './traces.ts';

/** What a thing is known by. */
export interface TracedThing {
  readonly id: string;
  readonly visible: number;
  /** When it happened, by the time that clients search for. */
  readonly happened: number;
  /** What is said of it so far. */
  readonly sentence: string;
}

/** The sentence of a thing with its story. */
export function sentenceOf(told: TracedThing, trace: RequestTrace, isForgotten: boolean): string {
  const story = carriedStory(trace) ?? uncarriedStory(told, trace);
  const forgotten = isForgotten ? ' The journal has forgotten earlier requests.' : '';
  return `${told.sentence} ${story}${forgotten}`;
}

const isGood = ({ status }: Carrier): boolean => status >= 200 && status < 300;

/** Of a thing that was in an asked page; null for one that never was. */
function carriedStory({ carriers }: RequestTrace): string | null {
  const carried = carriers.filter(({ isCarried }) => isCarried);
  const answered = carried.filter(isGood);
  const first = answered.find(({ faults }) => faults.length === 0);
  if (first !== undefined) {
    const others = answered.filter((one) => one !== first);
    const more = others.length > 0 ? `, and so did ${requestsText(others, 'request')}` : '';
    return `Request ${first.seq} answered it at ${first.at}${more}: it got lost between its answer and the sink.`;
  }
  const [bent] = answered;
  if (bent !== undefined)
    return `Request ${bent.seq}, whose page held it, was answered at ${bent.at} under ${faultsText(bent.faults)}, so that the client may not have got it, and no later answer was whole.`;
  const [refused] = carried;
  if (refused === undefined) return null;
  const how = refused.status === 0 ? 'was cut off' : `was refused with ${refused.status}`;
  const why = refused.faults.length > 0 ? ` (${faultsText(refused.faults)})` : '';
  const others =
    carried.length > 1 ? `, and none of ${requestsText(carried.slice(1), 'request')} was answered either` : '';
  return `Request ${refused.seq}, whose page held it, ${how} at ${refused.at}${why}${others}, and that page was not asked for again.`;
}

/** Of a thing that no asked page held. */
function uncarriedStory({ visible, happened }: TracedThing, { carriers, before, after }: RequestTrace): string {
  const [first] = carriers;
  if (first !== undefined) return skippedStory(carriers);
  const seen = isoUtc(visible);
  if (before !== null) {
    const late = `It happened at ${isoUtc(happened)} and became visible at ${seen}; request ${before.seq} had already asked for that time at ${before.at}`;
    return after === null
      ? `${late}, and no request came after it was visible.`
      : `${late}, and from request ${after.seq} on the client asked for later times only: its watermark had passed.`;
  }
  return after === null
    ? `It became visible at ${seen}, and no request for such things came after that.`
    : `It happened at ${isoUtc(happened)} and became visible at ${seen}; request ${after.seq} and those after it asked for something else.`;
}

/** Of a thing that was meant, and stood on another page each time. */
function skippedStory(carriers: readonly Carrier[]): string {
  const parts = carriers.slice(0, 3).map((one) => {
    const place = one.place === null ? 'on another page' : `at place ${one.place}`;
    return `it stood ${place} when request ${one.seq} asked for ${pageText(one)} at ${one.at}`;
  });
  const more = carriers.length > parts.length ? `, and so on to request ${carriers.at(-1)?.seq}` : '';
  return `${requestsText(carriers)} should have brought it, but no page that was asked for held it: ${parts.join('; ')}${more}.`;
}

function pageText({ countsPages, position, length }: Carrier): string {
  if (position === null && length === null) return 'the first page';
  const from = position ?? 0;
  if (!countsPages) return `a page of ${length ?? 'the usual length'} from position ${from} on`;
  const before = from * (length ?? 0);
  const behind = before > 0 ? `, behind ${before} others,` : '';
  return `page ${from} (counted from 0) of ${length ?? 'the usual length'}${behind}`;
}

const faultsText = (faults: readonly string[]): string =>
  `fault${faults.length > 1 ? 's' : ''} ${faults.map((name) => `"${name}"`).join(', ')}`;

function requestsText(carriers: readonly Carrier[], word: 'request' | 'Request' = 'Request'): string {
  const numbers = carriers.slice(0, 5).map(({ seq }) => String(seq));
  const more = carriers.length > 5 ? ' and others' : '';
  return numbers.length === 1 ? `${word} ${numbers[0]}` : `${word}s ${numbers.join(', ')}${more}`;
}
