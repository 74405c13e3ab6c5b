/** All views but the first: one file, loaded when one of them is first looked at. */
export { ControlView } from './control.tsx';
export { DemoView } from './demo.tsx';
export { EventsView } from './events.tsx';
export { FaultsView } from './faults.tsx';
export { SinksView } from './sinks.tsx';
export { TimelineView } from './timeline.tsx';
export { TrafficView } from './traffic.tsx';
export { TruthView } from './truth.tsx';
export { WorldsView } from './worlds.tsx';
