/** Every form of a span and of an instant, at every door: what a door takes means the same everywhere, and the rest is refused. */
import { expect, test } from 'vitest';
import { InvalidArgumentError } from 'commander';
import { instant } from '../../src/cli/shared/options.ts';
import { offsetOf } from '../../src/generator/dictionaries/keys.ts';
import { momentOf, spanOf } from '../../src/generator/stories/spans.ts';
import { wallClock } from '../../src/kernel/clock.ts';
import { violations } from '../../src/kernel/schema.ts';
import { parseTime } from '../../src/products/argus/common/time.ts';
import { simulatedInstantOf } from '../../src/sim/faults/instant.ts';
import { effectOf } from '../../src/sim/faults/shorthand.ts';
import { durationOf, instantOf } from '../../src/sim/worlds/clock-setting.ts';

const now = Date.UTC(2026, 10, 2);
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

interface Door {
  readonly read: (text: string) => number | null;
  /** The forms that it takes. */
  readonly takes: readonly string[];
}

/** A door whose schema refuses what it does not take, with what it gives for that. */
const without =
  (read: (text: string) => number, nothing: number) =>
  (text: string): number | null => {
    const value = read(text);
    return Object.is(value, nothing) ? null : value;
  };

const spans = {
  '90m': 90 * minute,
  '1h': hour,
  '2d': 2 * day,
  '3w': 21 * day,
  '30s': 30 * second,
  '500ms': 500,
  '250': 250,
  '+90m': 90 * minute,
  '-36h': -36 * hour,
  '-2d': -2 * day,
  '+5s': 5 * second,
  '-7ms': -7,
  '+1w': 7 * day,
  PT1H30M: 90 * minute,
  P1DT0S: day,
  'PT0.5S': 500,
  P2W: 14 * day,
  '1h1m': 61 * minute,
  '-1d2h30m': -(day + 150 * minute),
} as const;

const noSpans = [
  '',
  'h',
  '1.5h',
  '1 h',
  '1H',
  '1y',
  '1mo',
  'P',
  'PT',
  'P1Y',
  'P1H',
  '+-1h',
  '1m1h',
  '1h1h',
  '1hours',
  'now',
  '٣h',
];

const unsigned = ['90m', '1h', '2d', '30s', '500ms'] as const;
const signedSpans = ['+90m', '-36h', '-2d', '+5s', '-7ms'] as const;

/** The fault header has only an answer's latency, and words what it refuses. */
const latencyOf = (text: string): number | null => {
  try {
    return effectOf(`latency=${text}`).latency as number;
  } catch {
    return null;
  }
};

const spanDoors: Readonly<Record<string, Door>> = {
  'the clock, over HTTP and on the command line': {
    read: durationOf,
    takes: [...unsigned, '3w', 'PT1H30M', 'P1DT0S', 'PT0.5S', 'P2W'],
  },
  'the steps of stories': { read: without(spanOf, 0), takes: [...unsigned, ...signedSpans, '1h1m', '-1d2h30m'] },
  'the keys and cases of scenarios': { read: without(offsetOf, 0), takes: ['+90m', '-36h', '-2d'] },
  'the fault header': { read: latencyOf, takes: ['30s', '500ms', '250'] },
};

const instants = {
  now,
  '2026-11-02T00:00:00Z': now,
  '2026-11-02': now,
  '2026-11-02T01:30:00.25Z': now + 90 * minute + 250,
  '1793577600000': now,
  '-5': -5,
  '-24hours': now - day,
  '-2days': now - 2 * day,
  '+2mins': now + 2 * minute,
  '-1month': Date.UTC(2026, 9, 2),
  '+1year': Date.UTC(2027, 10, 2),
  '-7d': now - 7 * day,
  '+1w': now + 7 * day,
  '+90s': now + 90 * second,
  '-5m': now - 5 * minute,
  '+500ms': now + 500,
  NOW: now,
  '-1 day': now - day,
  '- 3 Hours': now - 3 * hour,
  '-90 SECS': now - 90 * second,
  '- 2 months': Date.UTC(2026, 8, 2),
} as const;

const noInstants = [
  '',
  'soon',
  '-1 mo',
  '1 day',
  '2026-02-30',
  '2026-13-01',
  '2026-11-02T00:00:00+01:00',
  '1h',
  '-5parsecs',
  '99999999999999999',
];

const iso = ['2026-11-02T00:00:00Z', '2026-11-02', '2026-11-02T01:30:00.25Z'] as const;

/** The option's text is read at the wall clock's now. */
const optionOf = (text: string): number | null => {
  try {
    const value = instant(text);
    return text === 'now' && Math.abs(value - wallClock.now()) < minute ? now : value;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentError);
    return null;
  }
};

const instantDoors: Readonly<Record<string, Door>> = {
  'the vendor': {
    // A unit goes by its first letter: the schema says which words there are.
    read: (timestring) =>
      violations('argus/time-query.schema.json', { timestring }).length > 0 ? null : parseTime(timestring, now),
    takes: Object.keys(instants).filter((text) => text !== '+500ms'),
  },
  'fault rules': {
    read: (text) => simulatedInstantOf(text, now),
    takes: ['now', ...iso, '-7d', '+90s', '-5m', '+500ms'],
  },
  'the clock, over HTTP and on the command line': { read: instantOf, takes: [...iso, '1793577600000'] },
  'the command line': { read: optionOf, takes: ['now', ...iso] },
  'the moments of stories': {
    read: (text) => momentOf(text, now, now),
    takes: [...iso, '-7d', '+90s', '-5m'],
  },
};

const cases = (doors: Readonly<Record<string, Door>>) =>
  Object.entries(doors).map(([name, door]) => ({ name, ...door }));

test.each(cases(spanDoors))('$name takes the spans that it names, and no other', ({ read, takes }) => {
  for (const [text, span] of Object.entries(spans))
    expect([text, read(text)]).toEqual([text, takes.includes(text) ? span : null]);
  for (const text of noSpans) expect([text, read(text)]).toEqual([text, null]);
});

test.each(cases(instantDoors))('$name takes the instants that it names, and no other', ({ read, takes }) => {
  for (const [text, at] of Object.entries(instants))
    expect([text, read(text)]).toEqual([text, takes.includes(text) ? at : null]);
  for (const text of noInstants) expect([text, read(text)]).toEqual([text, null]);
});
