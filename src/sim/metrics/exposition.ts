/** Metrics as Prometheus reads them; prom-client writes the text, and is loaded when somebody first asks. */
import { latePackage } from '../../kernel/late-packages.ts';
import { buckets, type TallyLine } from './tally.ts';

/** Numbers that are read when somebody asks. */
export interface Readings {
  readonly lines: readonly TallyLine[];
  readonly gauges: readonly Gauge[];
  readonly version: string;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  /** One value, or one for each of several names. */
  readonly value: number | Readonly<Record<string, number>>;
}

const samplesOf = (value: Gauge['value']): readonly Sample[] =>
  typeof value === 'number'
    ? [{ labels: {}, value }]
    : Object.entries(value).map(([name, one]) => ({ labels: { name }, value: one }));

interface Sample {
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

/** The text of one scrape. The numbers are counted elsewhere, so prom-client gets them as if from another process. */
export function expositionOf({ lines, gauges, version }: Readings): Promise<string> {
  const { AggregatorRegistry } = latePackage('prom-client');
  const metric = (name: string, type: string, help: string, values: readonly Sample[]): object => ({
    name,
    type,
    help,
    values: values.map((value) => ({ metricName: name, ...value })),
    aggregator: 'sum',
  });
  const metrics = [
    metric('siem_sim_info', 'gauge', 'Version of the simulator', [{ labels: { version }, value: 1 }]),
    ...gauges.map(({ name, help, value }) => metric(name, 'gauge', help, samplesOf(value))),
    metric('siem_sim_requests_total', 'counter', 'Requests answered', lines.map(valued('count'))),
    metric('siem_sim_response_bytes_total', 'counter', 'Bytes of answered bodies', lines.map(valued('bytes'))),
    metric(durations, 'histogram', 'From the head of a request to the last byte', lines.flatMap(histogramOf)),
  ];
  return AggregatorRegistry.aggregate([metrics]).metrics();
}

const durations = 'siem_sim_request_duration_seconds';

const labelsOf = ({ product, operation, status }: TallyLine): Sample['labels'] => ({ product, operation, status });

const valued =
  (name: 'count' | 'bytes') =>
  (line: TallyLine): Sample => ({ labels: labelsOf(line), value: line[name] });

/** Classes add up, as Prometheus wants them. */
function histogramOf(line: TallyLine): readonly Sample[] {
  const labels = labelsOf(line);
  let sum = 0;
  const classes = [...buckets, '+Inf'].map((bound, at): Sample => {
    sum += line.classes[at] ?? 0;
    return { metricName: `${durations}_bucket`, labels: { le: bound, ...labels }, value: sum };
  });
  return [
    ...classes,
    { metricName: `${durations}_sum`, labels, value: line.seconds },
    { metricName: `${durations}_count`, labels, value: line.count },
  ];
}
