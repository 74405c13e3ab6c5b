/** USM Anywhere: a token for the id and secret of a client, alarms and events in pages. */
import { isoUtc } from '../../kernel/clock.ts';
import type { FoundThing, ProductDesk, ProductSearch } from './desk.ts';
import { firstTextAt, listAt, memberAt, textAt } from './values.ts';

const tokenPath = '/api/2.0/oauth/token?grant_type=client_credentials';

const severities: Readonly<Record<string, string>> = { '1': 'high', '2': 'medium', '3': 'low' };

function thingOf(one: unknown): FoundThing {
  const at = Number(firstTextAt(one, 'timestamp_occured', 'timestamp_occurred'));
  return {
    id: firstTextAt(one, 'uuid', 'id'),
    at: at > 0 ? isoUtc(at) : '',
    severity: textAt(one, 'priority_label') || (severities[textAt(one, 'event_severity')] ?? ''),
    what: firstTextAt(one, 'event_name', 'rule_method'),
    source: firstTextAt(one, 'source_name', 'source_canonical'),
    destination: firstTextAt(one, 'destination_name', 'destination_canonical'),
    customer: '',
    count: listAt(one, 'events').length || 1,
  };
}

const search = (operation: string, title: string, kind: string, usual: string): ProductSearch => ({
  operation,
  title,
  begin: { size: 200 },
  usual: usual.split(' '),
  found: (answer) => ({
    things: listAt(answer, `_embedded.${kind}`).map(thingOf),
    count: Number(memberAt(answer, 'page.totalElements') ?? 0),
  }),
});

export const usmDesk: ProductDesk = {
  name: 'usm',
  title: 'USM Anywhere',
  accessOf: (credential, address) => {
    const colon = credential.indexOf(':');
    const [user, password] = [credential.slice(0, colon), credential.slice(colon + 1)];
    return { kind: 'token', url: address + tokenPath, path: tokenPath, user, password };
  },
  isOf: (principal, credential) => credential.startsWith(`${principal}:`),
  isIdOf: (id) => !id.includes('/'),
  searches: [
    search('getUsmAlarms', 'USM alarms', 'alarms', 'status priority_label rule_intent suppressed sort page size'),
    search('getUsmEvents', 'USM events', 'events', 'event_name source_name plugin suppressed sort page size'),
  ],
  known: [],
  sidesOf: (ids) => {
    const { alarms, events } = ids['usm'] ?? {};
    const path =
      alarms !== undefined ? `/api/2.0/alarms/${alarms}` : events !== undefined ? `/api/2.0/events/${events}` : null;
    return [{ name: 'usm', title: 'USM', path, missing: 'USM Anywhere made no alarm of this event.' }];
  },
};
