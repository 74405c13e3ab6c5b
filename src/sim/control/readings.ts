/** Texts for other programs: metrics for Prometheus, rules for intrusion detection. */
import { packageVersion } from '../../kernel/package.ts';
import { expositionOf, metricsType } from '../metrics/exposition.ts';
import { problem } from '../problem.ts';
import { ruleFiles } from '../rules.ts';
import type { ServerCore } from '../server-core.ts';
import { row, type Row, type ControlContext } from './row.ts';

const text = 'sim/text.schema.json';

export const ruleRows = ({ worldSlot }: ControlContext): readonly Row[] => [
  row({
    id: 'getRules',
    method: 'GET',
    path: '/_sim/rules/{name}',
    summary: 'Detection rules that the captures of this World raise: suricata.rules, snort3.rules, snort3.lua',
    params: 'sim/name.schema.json',
    data: text,
    produces: ['text/plain'],
    refusals: [404],
    handle: ({ params: { name = '' } }) => {
      const file = ruleFiles(worldSlot.playing().simulation.world).find((one) => one.name === name);
      if (file === undefined) throw problem('unknown-rules', `There are no rules "${name}".`);
      return { kind: 'file', type: 'text/plain; charset=utf-8', bytes: Buffer.from(file.text()), headers: {} };
    },
  }),
];

export const metricRows = ({ serverCore }: ControlContext): readonly Row[] => [
  row({
    id: 'getMetrics',
    method: 'GET',
    path: '/_sim/metrics',
    summary: 'Metrics of the whole server, for Prometheus',
    data: text,
    produces: ['text/plain'],
    handle: async () => ({
      kind: 'file',
      type: metricsType,
      bytes: Buffer.from(
        await expositionOf({
          lines: serverCore.tally.lines(),
          gauges: gaugesOf(serverCore),
          version: packageVersion(),
        }),
      ),
      headers: { 'Cache-Control': 'no-store' },
    }),
  }),
];

const gaugesOf = (serverCore: ServerCore): Parameters<typeof expositionOf>[0]['gauges'] => {
  const { simulation } = serverCore.main.playing();
  simulation.catchUp();
  const { world, clock } = simulation;
  return [
    { name: 'siem_sim_requests_in_flight', help: 'Requests taken and not yet answered', value: serverCore.inFlight() },
    { name: 'siem_sim_worlds', help: "Worlds beside the server's own", value: serverCore.worlds.size() },
    { name: 'siem_sim_events', help: 'Aggregated events there are', value: world.aggregated.length },
    {
      name: 'siem_sim_events_since_start',
      help: 'Aggregated events that arrived or were submitted since the World was made',
      value: world.aggregated.length - serverCore.main.playing().base.world.aggregated.length,
    },
    { name: 'siem_sim_clock_seconds', help: 'Simulated time, Unix seconds', value: clock.now() / 1000 },
    { name: 'siem_sim_clock_speed', help: 'Simulated seconds a real one', value: clock.speed() },
  ];
};
