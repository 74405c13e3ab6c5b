/** The views of the console, in the order of their keys; a view is one file and one line here. */
import type { ComponentType } from 'preact';
import { ControlView } from './control.tsx';
import { DemoView } from './demo.tsx';
import { EventsView } from './events.tsx';
import { FaultsView } from './faults.tsx';
import { SinksView } from './sinks.tsx';
import { TimelineView } from './timeline.tsx';
import { TrafficView } from './traffic.tsx';
import { TruthView } from './truth.tsx';
import { WorldsView } from './worlds.tsx';
import { WorldView } from './world.tsx';

export interface ConsoleView {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly view: ComponentType;
  /** Shown by itself, without navigation. */
  readonly isBare?: boolean;
}

export const consoleViews: readonly ConsoleView[] = [
  { name: 'world', title: 'World', view: WorldView },
  { name: 'timeline', title: 'Timeline', view: TimelineView },
  { name: 'events', title: 'Events', view: EventsView },
  { name: 'traffic', title: 'Traffic', view: TrafficView },
  { name: 'faults', title: 'Faults', view: FaultsView },
  { name: 'worlds', title: 'Worlds', view: WorldsView },
  { name: 'sinks', title: 'Sinks', view: SinksView },
  { name: 'truth', title: 'Truth', view: TruthView },
  { name: 'demo', title: 'Story mode', view: DemoView, isBare: true },
  { name: 'control', title: 'Control plane', view: ControlView },
];
