/** What v2 searches refuse, and what they still answer: wrong values with their place, lists up to their caps. */
import { test, expect } from 'vitest';
import { fieldsOf, service, type Service } from '../../../support/service.ts';
import { strategies, type Event } from './reading.ts';

const everything = { limit: 0, includeAllProperties: true, includeComments: true, includeSubEvents: true };
const find = (at: Service, criteria: object) =>
  at.ask<Event[]>('/events/v2/event/search', { body: { ...everything, ...criteria } });

test('a wrong value is refused with its place', async () => {
  const at = await service({ events: 50 });
  const wrong: readonly (readonly [object, string])[] = [
    [{ severity: ['fatal'] }, 'severity'],
    [{ severity: 'high' }, 'severity'],
    [{ includeFlags: ['acknowledged'] }, 'includeFlags'],
    [{ includeFlag: ['NOT_A_THREAT'] }, 'includeFlag'],
    [{ customerID: [1] }, 'customerID'],
    [{ customer: ['nobody-has-this-name'] }, 'customer'],
    [{ attack: [{ colour: 1 }] }, 'attack[0].colour'],
    [{ endpoint: [{ ip: ['10.0.0.0/33'] }] }, 'endpoint[0].ip'],
    [{ endpoint: [{ port: [65_536] }] }, 'endpoint[0].port'],
    [{ endpoint: [{ minMaskBits: -1 }] }, 'endpoint[0].minMaskBits'],
    [{ endpoint: [{ endpointFieldStrategy: 'victim' }] }, 'endpoint[0].endpointFieldStrategy'],
    [{ property: [{ key: 'a', valueSearchStrategy: 'exact' }] }, 'property[0].valueMatchStrategy'],
    [{ property: [{ key: 'a', valueMatchStrategy: 'any' }] }, 'property[0].valueSearchStrategy'],
    [{ startTimestamp: '2026-02-30' }, 'startTimestamp'],
    [{ startTimestamp: '2026-11-01T00:00:00+01:00' }, 'startTimestamp'],
    [{ timeFieldStrategy: ['timestamp'] }, 'timeFieldStrategy'],
    [{ subCriteria: [{ subCriteria: [] }] }, 'subCriteria[0].subCriteria'],
    [{ subCriteria: [{ customer: ['nobody-has-this-name'] }] }, 'subCriteria[0].customer'],
    [{ subCriteria: [{}, { endTimestamp: '2026-02-30' }] }, 'subCriteria[1].endTimestamp'],
    [{ sortBy: ['severity'] }, 'sortBy'],
    [{ limit: 100_001 }, 'limit'],
    [{ limit: -1 }, 'limit'],
    [{ includeProperties: ['a\u0007b'] }, 'includeProperties'],
    [{ domain: Array.from({ length: 10_001 }, (_, index) => `d${index}`) }, 'domain'],
  ];
  for (const [criteria, field] of wrong) {
    const answer = await at.ask('/events/v2/event/search', { body: criteria });
    expect([criteria, answer.status, fieldsOf(answer)]).toEqual([criteria, 412, [field]]);
  }
});

test('lists up to their caps are answered in time', async () => {
  const at = await service({ events: 300 });
  const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 10_000 }, (_, index) => make(index));
  const large = [
    { domain: many((index) => `d${index}.test`) },
    { attack: many((index) => ({ alarm: [index] })) },
    { endpoint: many((index) => ({ port: [index] })) },
    { subCriteria: many((index) => ({ endpoint: [{ port: [index] }] })) },
    { property: many((index) => ({ ...strategies, key: 'tcp.window', value: [`x${index}`] })) },
  ];
  for (const criteria of large) expect((await find(at, criteria)).status).toBe(200);
});
