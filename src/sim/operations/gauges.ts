/** What the metrics tell of the server besides its requests. */
import { quotaNames, quotas } from '../../kernel/quota.ts';
import type { Gauge } from '../metrics/exposition.ts';
import type { ServerCore } from '../worlds/server-core.ts';

export const gaugesOf = (core: ServerCore): readonly Gauge[] => {
  const { simulation } = core.main.runtime();
  const { world, clock } = simulation;
  return [
    { name: 'siem_sim_requests_in_flight', help: 'Requests taken and not yet answered', value: core.inFlight() },
    {
      name: 'siem_sim_body_bytes',
      help: 'Bytes of bodies that are being read',
      value: core.options.serving.bodyMemory.used(),
    },
    {
      name: 'siem_sim_work_waiting',
      help: 'Long requests that wait for their next turn',
      value: core.options.serving.scheduler.waiting(),
    },
    {
      name: 'siem_sim_largest_piece_units',
      help: 'The most work so far that was done without a pause, in units of a nominal 10 ns',
      value: core.options.serving.scheduler.largestPiece(),
    },
    { name: 'siem_sim_worlds', help: "Worlds beside the server's own", value: core.way().worlds.size() },
    { name: 'siem_sim_events', help: 'Aggregated events there are', value: world.aggregated.length },
    {
      name: 'siem_sim_events_since_start',
      help: 'Aggregated events that arrived or were submitted since the World was made',
      value: world.aggregated.length - core.main.runtime().base.world.aggregated.length,
    },
    { name: 'siem_sim_clock_seconds', help: 'Simulated time, Unix seconds', value: clock.now() / 1000 },
    { name: 'siem_sim_clock_speed', help: 'Simulated seconds a real one', value: clock.speed() },
    {
      name: 'siem_sim_quota',
      help: 'How much may be kept: by each world, or by the server',
      value: byQuota((name) => core.quota.most(name)),
    },
    {
      name: 'siem_sim_quota_used',
      help: 'How much is kept: by the world that keeps most, or by the server',
      value: usedQuotas(core),
    },
  ];
};

const byQuota = (valueOf: (name: (typeof quotaNames)[number]) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(quotaNames.map((name) => [name, valueOf(name)]));

function usedQuotas({ main, worlds, quota }: ServerCore): Readonly<Record<string, number>> {
  const all = [main, ...worlds.list()];
  return byQuota((name) =>
    quotas[name].per === 'server' ? quota.used(name) : Math.max(...all.map((slot) => slot.quota.used(name))),
  );
}
