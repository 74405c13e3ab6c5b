/** One user signs in from two places that no aeroplane joins in time. */
import { detection, many } from './shared/define.ts';
import { documentationAddress, people } from './shared/words.ts';

const cities = ['Oslo', 'Lagos', 'São Paulo', 'Hanoi', 'Toronto', 'Kyiv'] as const;

export const impossibleTravel = detection({
  name: 'impossible-travel',
  category: 'account',
  telemetry: 'identity',
  attack: { tactics: ['Initial Access'], technique: 'T1078', techniqueName: 'Valid Accounts' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Anomalous User Behavior', method: 'Impossible Travel' },
  first: { id: 59801, sid: 1000471 },
  alarms: {
    'impossible-travel': {
      name: 'IDENTITY - Impossible travel',
      severity: 'medium',
      weight: 250,
      client: 'Browser',
    },
    'impossible-travel-legacy': {
      name: 'IDENTITY - Impossible travel over legacy protocol',
      severity: 'high',
      weight: 48,
      client: 'IMAP4',
    },
  },
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
});
