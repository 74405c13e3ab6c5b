/** The views of the console, in the order of their keys; a view is one file, a line here and one in `later.ts`. */
import type { ComponentType } from 'preact';
import { WorldView } from './world.tsx';

export interface ConsoleView {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly load: () => Promise<ComponentType>;
  /** Shown by itself, without navigation. */
  readonly isBare?: boolean;
}

/** What is first looked at need not wait for the others. */
export const later = () => import('./later.ts');

export const consoleViews: readonly ConsoleView[] = [
  { name: 'world', title: 'World', load: async () => WorldView },
  { name: 'timeline', title: 'Timeline', load: async () => (await later()).TimelineView },
  { name: 'events', title: 'Events', load: async () => (await later()).EventsView },
  { name: 'traffic', title: 'Traffic', load: async () => (await later()).TrafficView },
  { name: 'faults', title: 'Faults', load: async () => (await later()).FaultsView },
  { name: 'worlds', title: 'Worlds', load: async () => (await later()).WorldsView },
  { name: 'sinks', title: 'Sinks', load: async () => (await later()).SinksView },
  { name: 'truth', title: 'Truth', load: async () => (await later()).TruthView },
  { name: 'demo', title: 'Story mode', load: async () => (await later()).DemoView, isBare: true },
  { name: 'control', title: 'Control plane', load: async () => (await later()).ControlView },
];
