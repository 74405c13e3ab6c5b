/** The views of the console; a view is one file, a name in `names.ts`, a line here and one in `later.ts`. */
import type { ComponentType } from 'preact';
import { viewNames, type ViewName } from './names.ts';
import { WorldView } from './world.tsx';

export interface ConsoleView {
  /** In the address. */
  readonly name: ViewName;
  readonly title: string;
  /** The view, or its file that is on its way. */
  readonly load: () => ComponentType | Promise<ComponentType>;
  /** Shown by itself, without navigation. */
  readonly isBare: boolean;
}

/** What is first looked at need not wait for the others. */
export const later = () => import('./later.ts');

const loads: Readonly<Record<ViewName, ConsoleView['load']>> = {
  world: () => WorldView,
  timeline: async () => (await later()).TimelineView,
  events: async () => (await later()).EventsView,
  traffic: async () => (await later()).TrafficView,
  faults: async () => (await later()).FaultsView,
  worlds: async () => (await later()).WorldsView,
  sinks: async () => (await later()).SinksView,
  truth: async () => (await later()).TruthView,
  demo: async () => (await later()).DemoView,
  control: async () => (await later()).ControlView,
};

export const consoleViews: readonly ConsoleView[] = viewNames.map(([name, title]) => ({
  name,
  title,
  load: loads[name],
  isBare: name === 'demo',
}));
