/** Names that variants are made of; every domain lies under a name reserved by RFC 2606 or RFC 6761. */
import type { Stream } from '../../../kernel/random.ts';

export const browsers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
] as const;

const shady = ['cdn', 'update', 'sync', 'static', 'metrics', 'relay', 'panel', 'gate', 'img', 'telemetry'] as const;
const stems = [
  'brightharbor',
  'quietmeadow',
  'ironlatch',
  'softpebble',
  'coldlantern',
  'rustywharf',
  'dimquarry',
  'palefalcon',
] as const;
const zones = ['example', 'test', 'invalid', 'example.com', 'example.net', 'example.org'] as const;

/** A host that an attacker owns. */
export const hostileHost = (chance: Stream): string =>
  `${chance.pick(shady)}${chance.below(40)}.${chance.pick(stems)}.${chance.pick(zones)}`;

export const victimSites = [
  'www.example.com',
  'shop.example.com',
  'portal.example.net',
  'intranet.example.org',
  'api.example.net',
  'support.example.com',
] as const;

export const accounts = [
  'root',
  'admin',
  'oracle',
  'postgres',
  'backup',
  'deploy',
  'test',
  'ubuntu',
  'svc-web',
  'guest',
] as const;

export const people = [
  'anna.berg',
  'jonas.lie',
  'mari.holm',
  'erik.dahl',
  'ingrid.moe',
  'lars.vik',
  'sofie.ness',
  'åse.bjørnstad',
] as const;

export const files = ['invoice', 'setup', 'update', 'statement', 'viewer', 'delivery', 'scan', 'order'] as const;

/** Documentation addresses (RFC 5737) for properties that name a third party. */
export const documentationAddress = (chance: Stream): string =>
  `${chance.pick(['192.0.2', '198.51.100', '203.0.113'])}.${chance.between(1, 254)}`;
