/** How a scenario goes: as data, and drawn for a terminal of any width. */
import { periodOf } from '../../generator/scenario/scenario.ts';
import { styleText } from 'node:util';
import { isoUtc } from '../../kernel/clock.ts';
import { stream } from '../../kernel/random.ts';
import type { Scenario } from '../../generator/scenario.ts';
import { alarmsOf } from '../../generator/stories/detail-catalog.ts';
import { asList, makesEvents } from '../../generator/stories/story.ts';
import { timelinePreviewOf, totalsOf, type TimelinePreview } from '../../generator/stories/timeline-preview.ts';
import { evenRhythm, makeTimeline } from '../../generator/timeline/timeline.ts';
import { axis, bars, lane, wrapped, type Scale } from './drawing.ts';

const parts = 1008;

/** All that `show` tells. `endAsked` moves the World. */
export function summaryOf(scenario: Scenario, seed: string, endAsked?: number) {
  const { start, end } = periodOf(scenario, endAsked);
  const background = scenario.volume.events ?? 0;
  const timeAt = makeTimeline(
    start,
    end,
    { ...evenRhythm, ...scenario.rhythm, course: scenario.shape?.hours },
    stream(seed, 'timeline'),
  );
  const density = Array.from({ length: parts }, () => 0);
  // The same instants as the World's own, but for their jitter; of a large scenario one in some stands for them.
  const step = Math.max(1, Math.ceil(background / 50_000));
  for (let row = 0; row < background; row += step) {
    const part = Math.floor(((timeAt((row + 0.5) / background) - start) / (end - start)) * parts);
    density[part] = (density[part] ?? 0) + Math.min(step, background - row);
  }
  const preview = timelinePreviewOf(scenario, seed, end);
  const { events, analystActions: deeds } = totalsOf(preview);
  return {
    name: scenario.name,
    title: scenario.title,
    remarks: scenario.remarks?.trim() ?? null,
    seed,
    start: isoUtc(start),
    end: isoUtc(end),
    background,
    /** How many of the background fall into each of equal parts of the period. */
    density,
    storyEvents: events,
    deeds,
    tellings: preview.map(occurrenceSummary),
  };
}

export type ScenarioSummary = ReturnType<typeof summaryOf>;

const occurrenceSummary = ({ occurrence, steps }: TimelinePreview) => ({
  story: occurrence.name,
  title: occurrence.story.title,
  customer: occurrence.customer,
  begin: isoUtc(occurrence.at),
  steps: steps.map(({ name, step, begin, end, times }) => {
    const alarms = alarmsOf(occurrence.catalogue, step);
    const isEvents = makesEvents(step);
    return {
      name,
      /** Short name of the alarm or name of the detection, or what is done. */
      what: isEvents ? (step.detection ?? alarms[0]?.alarm.shortName ?? '') : (step.do ?? ''),
      kind: isEvents ? ('events' as const) : ('deed' as const),
      severity: isEvents ? (step.severity ?? alarms[0]?.alarm.severity ?? null) : null,
      count: times.length,
      begin: isoUtc(begin),
      end: isoUtc(end),
      about: asList(step.about),
      /** Epoch milliseconds of each. */
      times,
    };
  }),
});

export interface Look {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

const colours = { low: 'cyan', medium: 'yellow', high: 'magenta', critical: 'red' } as const;
const leastWidth = 60;
const mostWidth = 240;
const mostTold = 12;

const minute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

/** The summary as a picture: bars for the background, a lane for each step, dots for events and diamonds for deeds. */
export function summaryText(summary: ScenarioSummary, look: Look): string {
  const width = Math.max(leastWidth, Math.min(look.width, mostWidth));
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    look.colour ? styleText(style, text) : text;
  const { name, title, remarks, seed, start, end, background, storyEvents, deeds, tellings } = summary;
  const lines = [
    `${paint('bold', name)}  ${title}`,
    ...wrapped(remarks ?? '', width).map((line) => paint('dim', line)),
    '',
    `${minute(start)} to ${minute(end)} UTC, seed ${seed}: ${background} background events, ${storyEvents} of stories, ${deeds} deeds`,
    '',
  ];
  const scale: Scale = { from: Date.parse(start), to: Date.parse(end), cells: width };
  if (background > 0) lines.push(...bars(summary.density, width, 4).map((line) => paint('blue', line)));
  lines.push(...axis(scale));
  const begins = tellings.map(({ begin }) => Date.parse(begin)).sort((one, two) => one - two);
  if (begins.length > 0) lines.push(`${lane(begins, scale, ['▲', ' ']).trimEnd()} stories begin`);
  for (const occurrence of tellings.slice(0, mostTold))
    lines.push('', ...occurrenceText(occurrence, width, Date.parse(end), paint));
  if (tellings.length > mostTold)
    lines.push('', `and ${tellings.length - mostTold} more tellings; --json has them all`);
  return `${lines.join('\n')}\n`;
}

type OccurrenceSummary = ReturnType<typeof occurrenceSummary>;
type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** A telling fills the width from its beginning to its last event; what is done later stands at the edge. */
function occurrenceText(occurrence: OccurrenceSummary, width: number, end: number, paint: Paint): readonly string[] {
  const { steps } = occurrence;
  const names = Math.min(16, Math.max(...steps.map(({ name }) => name.length)));
  const notes = 26;
  const cells = Math.max(20, width - names - notes - 3);
  const from = Date.parse(occurrence.begin);
  const last = Math.max(
    ...steps.flatMap(({ kind, end: over }) => (kind === 'events' ? [Date.parse(over)] : [])),
    from + 60_000,
  );
  const scale: Scale = { from, to: last + (last - from) / 12, cells };
  const where = from > end ? ', after the end: it arrives as the clock runs' : '';
  const lines = [
    `${paint('bold', occurrence.story)}  ${occurrence.title} (at ${occurrence.customer}, ${minute(occurrence.begin)}${where})`,
  ];
  for (const step of steps) {
    const drawn = lane(step.times, scale, step.kind === 'events' ? ['●', '━'] : ['◆', '─']);
    const style = step.severity === null ? 'green' : colours[step.severity as keyof typeof colours];
    const note = step.kind === 'events' ? `${step.count > 1 ? `${step.count} × ` : ''}${step.what}` : step.what;
    lines.push(`${step.name.slice(0, names).padEnd(names)} ${paint(style, drawn)} ${note.slice(0, notes)}`);
  }
  const indent = ' '.repeat(names + 1);
  lines.push(...axis(scale).map((line) => `${indent}${line}`));
  return lines;
}
