/** A World that is lived through in a test: its clock is turned by hand, what people write comes between. */
import { bytesFrom } from '../../src/kernel/bytes.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import type { World } from '../../src/model/world.ts';
import { plugins } from '../../src/products/index.ts';
import { commentsOf } from '../../src/products/argus/events/comments.ts';
import { makeV1Writer as makeV1 } from '../../src/products/argus/v1/view.ts';
import { makeV2Writer as makeV2 } from '../../src/products/argus/v2/view.ts';
import { lineageOf } from '../../src/products/argus/v2/lineage.ts';
import { makeSimulation, type Simulation } from '../../src/products/shared/simulation.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const noAssessment = {
  enable: [],
  disable: [],
  severity: null,
  comment: null,
  handledByAnalyst: true,
  associate: [],
  disassociate: [],
  slaViolation: false,
  recursiveAnnotation: false,
  recursiveResult: false,
};

export interface Lived extends Simulation {
  /** Turns the clock to an instant and lives up to it. */
  readonly to: (instant: number) => void;
  /** What an analyst writes of an event, at the simulated now. */
  readonly assess: (row: number, part?: object) => Promise<void>;
  /** Makes a task: one that assesses all events of high severity, or one that indexes those of two customers again. */
  readonly task: (operation: 'assess' | 'reindex', stands: boolean) => Promise<void>;
  /** Submits an aggregated event of the first sensor that begins now. */
  readonly submit: (uuid: string) => Promise<void>;
}

/** A simulation of the World that begins at an instant, its end unless told otherwise. */
export function lived(world: World, begin = world.end): Lived {
  const simulation = makeSimulation(world, fixedClock(begin), plugins);
  const { state, clock } = simulation;
  const write = async (kind: string, data: object): Promise<void> => {
    await state.write(kind, state.nextInstant(clock.now()), 0, data as never);
  };
  return {
    ...simulation,
    to: (instant) => {
      clock.set(instant);
      simulation.catchUp();
    },
    assess: (row, part = { enable: ['ACKNOWLEDGED'], comment: 'Seen.' }) =>
      write('argus/assess', {
        choice: { by: 'id', events: [{ row, ordinal: null }] },
        assessment: { ...noAssessment, ...part },
      }),
    task: (operation, stands) => {
      const criteria = { severity: ['high'], limit: 0, indexStartTimestamp: 0 };
      const choice = { by: 'v2', criteria, customers: null, now: clock.now() };
      const [order, parts] =
        operation === 'assess'
          ? [{ operation, choice, assessment: { ...noAssessment, comment: 'By task.' } }, []]
          : [{ operation, from: 0, to: clock.now() }, [0, 1].map((customer) => ({ customer, events: 40 }))];
      return write('argus/task/create', { order, events: 80, parts, stands });
    },
    submit: (uuid) => {
      const end = { ip: '10.5.0.99', port: 4000, place: null };
      const event = {
        uuid,
        isRaw: false,
        timestamp: clock.now(),
        end: clock.now(),
        sensor: 0,
        signature: 'submitted by hand',
        severity: 'high',
        count: 1,
        transport: 'tcp',
        source: end,
        destination: { ...end, port: 80 },
        flags: [],
        properties: {},
        uri: null,
        fqdn: null,
        cases: [],
        subEvents: [],
        payload: null,
      };
      return write('argus/submit', { events: [event] });
    },
  };
}

/** An event of each version as clients read it, with what is told of it. */
export function textsOf(world: World, now: number): readonly string[] {
  const [v1, v2] = [makeV1(world), makeV2(world)];
  const extras = { properties: null, comments: true, subEvents: true };
  return Array.from({ length: world.aggregated.length }, (_, row) =>
    [
      String(bytesFrom((sheet) => v1.aggregated(sheet, world.aggregated, row, 'comma'))),
      String(bytesFrom((sheet) => v2(sheet, row, null, extras))),
      JSON.stringify(lineageOf(world, row, null, now)),
      JSON.stringify(commentsOf(world, row).length),
    ].join('\n'),
  );
}

/** The raw events, as clients of v2 read them. */
export function rawTextsOf(world: World): readonly string[] {
  const writer = makeV2(world);
  const raw = world.raw();
  const extras = { properties: null, comments: true, subEvents: false };
  return Array.from({ length: raw.length }, (_, at) =>
    String(bytesFrom((sheet) => writer(sheet, raw.parent[at] ?? 0, raw.ordinal[at] ?? 0, extras))),
  );
}
