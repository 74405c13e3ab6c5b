/** The clock, turned by hand. */
import { durationOf, instantOf } from '../clock-setting.ts';
import { problem, refusing } from '../problem.ts';
import { jsonOutcome, row, type Row, type ControlContext } from './row.ts';
import { clockStatus } from './status.ts';

const data = 'sim/clock.schema.json';

export function clockRows({ worldSlot }: ControlContext): readonly Row[] {
  /** Turns it, lives up to what it then shows, and tells what that is. */
  const turned = (turn: () => void): ReturnType<Row['handle']> => {
    refusing('bad-clock', turn);
    worldSlot.playing().simulation.catchUp();
    return jsonOutcome(clockStatus(worldSlot));
  };
  const clock = () => worldSlot.playing().simulation.clock;
  return [
    row({
      id: 'getClock',
      method: 'GET',
      path: '/_sim/clock',
      summary: 'What time it is',
      data,
      handle: () => jsonOutcome(clockStatus(worldSlot)),
    }),
    row({
      id: 'setClock',
      method: 'POST',
      path: '/_sim/clock/set',
      summary: 'Put the clock to an instant, not before what has been lived; it goes on running if it ran',
      body: 'sim/clock-set.schema.json',
      data,
      refusals: [422],
      handle: ({ body }) => {
        const { to } = body as { readonly to: string | number };
        const instant = instantOf(to);
        if (instant === null)
          throw problem('bad-clock', `"${to}" is no instant: say 2026-11-02T00:00:00Z, or epoch milliseconds.`);
        return turned(() => clock().set(instant));
      },
    }),
    row({
      id: 'advanceClock',
      method: 'POST',
      path: '/_sim/clock/advance',
      summary: 'Let time pass at once: all that is due happens',
      body: 'sim/clock-advance.schema.json',
      data,
      refusals: [422],
      handle: ({ body }) => {
        const { by } = body as { readonly by: string | number };
        const milliseconds = durationOf(by);
        if (milliseconds === null)
          throw problem('bad-clock', `"${by}" is no duration: say PT1H, 1h, 90m, or a number of milliseconds.`);
        return turned(() => clock().advance(milliseconds));
      },
    }),
    row({
      id: 'freezeClock',
      method: 'POST',
      path: '/_sim/clock/freeze',
      summary: 'Stop the clock where it is',
      data,
      handle: () => turned(() => clock().freeze()),
    }),
    row({
      id: 'resumeClock',
      method: 'POST',
      path: '/_sim/clock/resume',
      summary: 'Let the clock run, up to 1000 times as fast as real time',
      body: 'sim/clock-resume.schema.json',
      data,
      refusals: [422],
      handle: ({ body }) => {
        const { speed = 1 } = body as { readonly speed?: number };
        return turned(() => clock().resume(speed));
      },
    }),
  ];
}
