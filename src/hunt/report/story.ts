/** The shortest story of a conviction: rounds, requests, deliveries and what befell them, in the order of the World's clock. */
import { isoUtc } from '../../kernel/clock.ts';
import type { Round } from '../run/rounds.ts';
import type { Run } from '../runs/run-once.ts';
import { requestText } from './words.ts';

export interface StoryLine {
  /** Simulated instant, ISO-8601. */
  readonly at: string;
  readonly lane: 'clock' | 'request' | 'delivery' | 'fault' | 'event';
  readonly text: string;
}

/** Everything that is told of a run, in order. */
export function runStory(run: Run): readonly StoryLine[] {
  const lines = run.rounds.flatMap((round, index) => roundLines(run, round, run.rounds[index - 1]?.deliveries ?? 0));
  for (const { kind, affected } of run.verdict.findings)
    for (const { id, firstVisible } of affected)
      if (firstVisible !== null)
        lines.push({ at: firstVisible, lane: 'event', text: `${id} becomes visible: ${kind}` });
  return inOrder(lines);
}

const ends = { killed: 'ended by SIGKILL', hung: 'ended: it took too long', flooded: 'ended: it wrote without end' };

/** `before` is how many deliveries there were when the round began. */
function roundLines({ requests, deliveries }: Run, round: Round, before: number): StoryLine[] {
  const at = isoUtc(round.at);
  const [first, last] = round.requests;
  const lines: StoryLine[] = [{ at, lane: 'clock', text: `round ${round.round}` }];
  for (const entry of requests.filter(({ seq }) => seq >= first && seq <= last)) {
    const text = `request ${entry.seq}: ${requestText(entry)} → ${statusText(entry.status)}`;
    lines.push({ at: entry.at, lane: 'request', text });
    for (const name of entry.faults)
      lines.push({ at: entry.at, lane: 'fault', text: `request ${entry.seq} meets the fault ${name}` });
  }
  for (const { seq, at: when, status, records } of deliveries.slice(before, round.deliveries)) {
    const things = `${records} ${records === 1 ? 'record' : 'records'}`;
    lines.push({ at: when, lane: 'delivery', text: `delivery ${seq}: ${things} → ${statusText(status)}` });
  }
  if (round.how !== 'exited') lines.push({ at, lane: 'fault', text: `the client is ${ends[round.how]}` });
  else if (round.code !== 0) lines.push({ at, lane: 'clock', text: `the client exits with ${round.code}` });
  return lines;
}

const statusText = (status: number | null): string => (status === null || status === 0 ? 'cut off' : String(status));

/** By time; what is of one instant stays in its order, and events come before the round that could see them. */
const inOrder = (lines: readonly StoryLine[]): readonly StoryLine[] =>
  lines
    .map((line, place) => ({ line, place: line.lane === 'event' ? -1 : place }))
    .sort((one, other) =>
      one.line.at < other.line.at ? -1 : one.line.at > other.line.at ? 1 : one.place - other.place,
    )
    .map(({ line }) => line);

/** The lines about the first thing that is wrong: from the round before it was visible to two rounds after. */
export function shortStory(run: Run, most: number): readonly StoryLine[] {
  const story = runStory(run);
  const first = story.findIndex(({ lane }) => lane === 'event');
  if (story.length <= most || first < 0) return story.slice(0, most);
  const from = Math.max(0, first - Math.floor(most / 2));
  return story.slice(from, from + most);
}
