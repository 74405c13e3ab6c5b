/** The operations of the control plane: facts only. What they have in common is added by `row`. */
import type { EndpointRow } from '../../http/endpoint.ts';
import { serverRows } from './server-rows.ts';
import { trafficRows } from './traffic-rows.ts';

const status = 'sim/status.schema.json';
const clock = 'sim/clock.schema.json';
const name = 'sim/name.schema.json';

const playRows = [
  { id: 'getStatus', method: 'GET', path: '/_sim', summary: 'What runs', data: status },
  {
    id: 'getScenarios',
    method: 'GET',
    path: '/_sim/scenarios',
    summary: 'Scenarios that can be played',
    data: 'sim/scenarios.schema.json',
  },
  {
    id: 'putScenario',
    method: 'PUT',
    path: '/_sim/scenario',
    summary: 'Play another scenario, or the same anew with another seed, clock, size or dialect',
    body: 'sim/play.schema.json',
    data: status,
    refusals: [404, 422],
  },
  {
    id: 'putSeed',
    method: 'PUT',
    path: '/_sim/seed',
    summary: 'Play the same scenario with another seed',
    body: 'sim/seed.schema.json',
    data: status,
    refusals: [422],
  },
  {
    id: 'reset',
    method: 'POST',
    path: '/_sim/reset',
    summary:
      'Back to the beginning: nothing written, the clock where it began, no faults but those to begin with, no journal',
    body: 'sim/reset.schema.json',
    data: status,
    refusals: [422],
  },
] as const;

const clockRows = [
  { id: 'getClock', method: 'GET', path: '/_sim/clock', summary: 'What time it is', data: clock },
  {
    id: 'setClock',
    method: 'POST',
    path: '/_sim/clock/set',
    summary: 'Put the clock to an instant, not before what has been lived; it goes on running if it ran',
    body: 'sim/clock-set.schema.json',
    data: clock,
    refusals: [422],
  },
  {
    id: 'advanceClock',
    method: 'POST',
    path: '/_sim/clock/advance',
    summary: 'Let time pass at once: all that is due happens',
    body: 'sim/clock-advance.schema.json',
    data: clock,
    refusals: [422],
  },
  {
    id: 'freezeClock',
    method: 'POST',
    path: '/_sim/clock/freeze',
    summary: 'Stop the clock where it is',
    data: clock,
  },
  {
    id: 'resumeClock',
    method: 'POST',
    path: '/_sim/clock/resume',
    summary: 'Let the clock run, up to 1000 times as fast as real time',
    body: 'sim/clock-resume.schema.json',
    data: clock,
    refusals: [422],
  },
] as const;

const stateRows = [
  {
    id: 'getState',
    method: 'GET',
    path: '/_sim/state',
    summary: 'Export what has been written since the beginning',
    data: 'sim/state.schema.json',
  },
  {
    id: 'putState',
    method: 'PUT',
    path: '/_sim/state',
    summary: 'Import what was exported, in place of all that has been written',
    // Read by the handler and not by the router, which leaves out members that are null and refuses long lists.
    consumes: 'anything',
    data: status,
    refusals: [400, 409, 422],
  },
  {
    id: 'getSnapshots',
    method: 'GET',
    path: '/_sim/snapshots',
    summary: 'Snapshots that were taken',
    data: 'sim/snapshots.schema.json',
  },
  {
    id: 'putSnapshot',
    method: 'PUT',
    path: '/_sim/snapshots/{name}',
    summary: 'Take a snapshot, in place of one of that name',
    params: name,
    data: 'sim/snapshot.schema.json',
    refusals: [409],
  },
  {
    id: 'getSnapshot',
    method: 'GET',
    path: '/_sim/snapshots/{name}',
    summary: 'A snapshot as it can be imported',
    params: name,
    data: 'sim/state.schema.json',
    refusals: [404],
  },
  {
    id: 'deleteSnapshot',
    method: 'DELETE',
    path: '/_sim/snapshots/{name}',
    summary: 'Forget a snapshot',
    params: name,
    refusals: [404],
  },
  {
    id: 'restoreSnapshot',
    method: 'POST',
    path: '/_sim/snapshots/{name}/restore',
    summary: 'Go back, or forward, to a snapshot',
    params: name,
    data: status,
    refusals: [404, 409],
  },
] as const;

const documentRows = [
  {
    id: 'getControlDocument',
    method: 'GET',
    path: '/_sim/openapi.json',
    summary: 'This document: OpenAPI 3.1 of the control plane',
    data: 'sim/document.schema.json',
  },
] as const;

const ofWorld = [...playRows, ...clockRows, ...stateRows, ...trafficRows] as const;

type Written = (typeof ofWorld)[number] | (typeof serverRows)[number] | (typeof documentRows)[number];

/** A row; a body is read as JSON whatever its type claims, so that a bare `curl -d` will do. */
const row = (written: Omit<EndpointRow, 'evidence' | 'source'>): EndpointRow => ({
  evidence: 'documented',
  source: 'the simulator itself',
  ...written,
  refusals: [...new Set([401, 403, ...(written.refusals ?? [])])],
  ...(written.body !== undefined && { consumes: 'anything' as const }),
});

export type ControlOperation = Written['id'];

/** The table of the server's own world, and that of a world on it. */
export const controlRows = {
  server: [...ofWorld, ...serverRows, ...documentRows].map(row),
  world: [...ofWorld, ...documentRows].map(row),
} as const;
