/** A hunt in text: the verdict, what was lost, the story, the schedule. */
import { disturbanceClass, kindOf } from '../bounds/bounds.ts';
import { isoUtc } from '../../kernel/clock.ts';
import { classesOf } from '../../sim/faults/classes.ts';
import type { FaultEffect } from '../../sim/faults/rule.ts';
import type { Run } from '../runs/run-once.ts';
import { roundsOf, roundTimes, type Disturbance } from '../schedule/schedule.ts';
import type { Conviction, HuntReport } from './report.ts';
import { shortStory } from './story.ts';
import { disturbanceText } from './words.ts';

const [mostLines, mostAffected] = [40, 5];

export function huntText(report: HuntReport): string {
  const { ended, conviction, plain, schedules } = report;
  const lines = [`undisturbed: ${runText(plain)}`];
  if (ended === 'undisturbed')
    lines.push('', 'The client fails even undisturbed:', ...findingLines(plain), ...outputLines(plain));
  else if (conviction === null) lines.push(noneText(report));
  else lines.push(...convictionLines(conviction, schedules));
  if (report.unsteady > 0)
    lines.push(
      `${report.unsteady} ${report.unsteady === 1 ? 'schedule' : 'schedules'} convicted the client once and not again: it does not do the same each time.`,
    );
  return `${lines.join('\n')}\n`;
}

const runText = ({ verdict, profile, rounds }: Run): string =>
  `${verdict.delivered} of ${verdict.expected} delivered in ${rounds.length} rounds, with ${profile.requests} requests to ${profile.product ?? 'no product'}`;

const noneText = ({ schedules, ended, seed }: HuntReport): string =>
  `nothing found in ${schedules} schedules of seed ${seed}${ended === 'time' ? '; the time was up before all were played' : ''}`;

function convictionLines(
  { number, run, confirmed, of, shrinkingRuns, class: kind }: Conviction,
  schedules: number,
): readonly string[] {
  const { schedule } = run;
  const found = number === 0 ? 'found undisturbed' : `found by schedule ${number} of ${schedules}`;
  return [
    `${found} (${kind}), made small in ${shrinkingRuns} runs, confirmed ${confirmed} of ${of}`,
    '',
    ...findingLines(run),
    '',
    'What happened',
    ...shortStory(run, mostLines).map(({ at, text }) => `  ${at.slice(0, 10)} ${at.slice(11, 23)}  ${text}`),
    '',
    'The schedule',
    `  ${roundsOf(schedule)} rounds ${schedule.every} apart from ${schedule.start}, ${eventsText(schedule.events)}`,
    ...(schedule.disturbances.length === 0
      ? ['  nothing besides']
      : schedule.disturbances.map((one) => `  ${disturbanceText(one)} (${boundText(one)})`)),
    `  rounds at ${roundTimes(schedule)
      .map((at) => isoUtc(at).slice(11, 19))
      .join(', ')}`,
    ...outputLines(run),
  ];
}

const eventsText = (events: readonly number[]): string =>
  events.every((count) => count === 0)
    ? 'no events but those below'
    : events.length === 1 && events[0] === 1
      ? '1 event before the second round'
      : `${events.join(', ')} events before the rounds after the first`;

/** The class of a disturbance, its bound, and where that is from. */
function boundText(one: Disturbance): string {
  if (one.kind !== 'fault') {
    const { class: kind, bound, source } = kindOf(one);
    return `${kind}; bound: ${bound}; ${source}`;
  }
  const [found] = Object.values(classesOf(one.effect as FaultEffect));
  return found === undefined
    ? disturbanceClass(one)
    : `${found.class}; bound: ${found.bound.most} ${found.bound.unit}; ${found.source}`;
}

const findingLines = ({ verdict }: Run): readonly string[] =>
  verdict.findings.flatMap(({ sentence, affected, count }) => [
    sentence,
    ...affected.slice(0, mostAffected).map(({ id, sentence: told }) => `  ${id}: ${told}`),
    ...(count > mostAffected ? [`  and ${count - Math.min(mostAffected, affected.length)} more`] : []),
  ]);

/** The output of the last round in which the client did not end well. */
function outputLines({ rounds }: Run): readonly string[] {
  const round = rounds.findLast(({ how, code }) => how !== 'exited' || code !== 0);
  if (round === undefined || round.output.trim() === '') return [];
  return [
    '',
    `What the client wrote in round ${round.round}`,
    ...round.output
      .trim()
      .split('\n')
      .slice(-20)
      .map((line) => `  ${line}`),
  ];
}
