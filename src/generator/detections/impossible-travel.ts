/** One user signs in from two places that no aeroplane joins in time. */
import { detection, many } from './shared/define.ts';
import { identityRecord } from './shared/log.ts';
import { documentationAddress, people } from './shared/words.ts';

const cities = ['Oslo', 'Lagos', 'São Paulo', 'Hanoi', 'Toronto', 'Kyiv'] as const;

export const impossibleTravel = detection({
  name: 'impossible-travel',
  category: 'account',
  telemetry: 'identity',
  transport: null,
  attack: { tactics: ['Initial Access'], technique: 'T1078', techniqueName: 'Valid Accounts' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Anomalous User Behavior', method: 'Impossible Travel' },
  alarms: [
    {
      id: 59801,
      shortName: 'impossible-travel',
      name: 'IDENTITY - Impossible travel',
      severity: 'medium',
      sid: 1000471,
      weight: 250,
      client: 'Browser',
    },
    {
      id: 59802,
      shortName: 'impossible-travel-legacy',
      name: 'IDENTITY - Impossible travel over legacy protocol',
      severity: 'high',
      sid: 1000472,
      weight: 48,
      client: 'IMAP4',
    },
  ],
  variants: (row, chance) =>
    many(12, (index) => ({
      port: 443,
      properties: {
        'event.action': ['UserLoggedIn'],
        'client.application': [row.client],
        'client.previous_address': [documentationAddress(chance)],
        'geo.city': [cities[index % cities.length] ?? 'Oslo', chance.pick(['Bergen', 'Tromsø'])],
        'user.name': [`${chance.pick(people)}@example.com`],
      },
    })),
  log: (_row, sighting) => identityRecord(sighting),
});
