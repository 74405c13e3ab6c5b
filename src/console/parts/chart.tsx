/** Events per interval as bars, a colour a severity; a stretch that is dragged over is zoomed to. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { ticksBetween, tickText } from './ticks.ts';

/** What `GET /_sim/timeline` tells. */
export interface EventCounts {
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly count: number;
  /** Lowest severity first. */
  readonly severities: Readonly<Record<string, readonly number[]>>;
}

/** Lowest first. */
export const severityNames = ['low', 'medium', 'high', 'critical'] as const;

/** Pixels beside the bars, where lanes below have their room too. */
export const chartEdges = { left: 52, right: 12 } as const;

interface ChartProps {
  readonly counts: EventCounts;
  readonly from: number;
  readonly to: number;
  readonly height: number;
  /** Of what stands at the axes, in pixels. */
  readonly fontSize: number;
  readonly onZoom: (from: number, to: number) => void;
  /** Told of the interval that is pointed at; null for none. */
  readonly onPoint?: (place: number | null) => void;
}

/** What a custom property is as a colour just now: the canvas knows no properties. */
function colourOf(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Bars that stand on each other are bars before each other, the whole ones behind. */
function stacked({ from, width, severities }: EventCounts): uPlot.AlignedData {
  const start = Date.parse(from);
  const lowest = severities['low'] ?? [];
  const sums = severityNames.map((_, top) =>
    lowest.map((_count, place) =>
      severityNames.slice(0, top + 1).reduce((sum, name) => sum + (severities[name]?.[place] ?? 0), 0),
    ),
  );
  return [lowest.map((_, place) => start + (place + 0.5) * width), ...sums.reverse()];
}

/** Colours are others in the dark, and on paper. */
const looks = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];

function optionsOf(size: { readonly width: number; readonly height: number }, told: () => ChartProps): uPlot.Options {
  const line = { stroke: colourOf('line'), width: 1 };
  const axis = {
    stroke: colourOf('quiet'),
    grid: line,
    ticks: { ...line, size: 4 },
    font: `${told().fontSize}px system-ui, sans-serif`,
  };
  const bars = uPlot.paths.bars?.({ size: [0.92, 60], gap: 1 });
  return {
    ...size,
    padding: [10, chartEdges.right, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: () => null },
    },
    scales: {
      x: { time: false, auto: false, range: () => [told().from, told().to] },
      y: { range: (_, _least, most) => [0, Math.max(4, most * 1.08)] },
    },
    axes: [
      {
        ...axis,
        size: told().fontSize + 15,
        splits: (chart, _, from, to) => [...ticksBetween(from, to, Math.max(2, chart.width / (told().fontSize * 8)))],
        values: (_, splits) => splits.map((at) => tickText(at, (splits[1] ?? at) - (splits[0] ?? at))),
      },
      {
        ...axis,
        size: chartEdges.left,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000],
      },
    ],
    series: [
      {},
      ...severityNames.toReversed().map((name) => ({
        label: name,
        fill: colourOf(`fill-${name}`),
        width: 0,
        points: { show: false },
        ...(bars !== undefined && { paths: bars }),
      })),
    ],
    hooks: {
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width < 4) return;
          told().onZoom(chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x'));
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [(chart) => told().onPoint?.(chart.cursor.idx ?? null)],
    },
  };
}

export function EventChart(props: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { counts, from, to, height } = props;
  useEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    const make = (): void => {
      chart.current?.destroy();
      const size = { width: Math.max(100, place.clientWidth), height };
      chart.current = new uPlot(
        optionsOf(size, () => latest.current),
        stacked(latest.current.counts),
        place,
      );
    };
    make();
    const watcher = new ResizeObserver(() => {
      const width = Math.max(100, place.clientWidth);
      if (chart.current !== undefined && chart.current.width !== width) chart.current.setSize({ width, height });
    });
    watcher.observe(place);
    for (const look of looks) look.addEventListener('change', make);
    return () => {
      watcher.disconnect();
      for (const look of looks) look.removeEventListener('change', make);
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [height, props.fontSize]);
  useEffect(() => chart.current?.setData(stacked(counts)), [counts, from, to]);
  const words = severityNames
    .toReversed()
    .map((name) => `${(counts.severities[name] ?? []).reduce((sum, one) => sum + one, 0)} ${name}`);
  return <div ref={box} class="chart" role="img" aria-label={`${counts.count} events: ${words.join(', ')}`} />;
}
