/** Records of logs as own alarms tell them: which properties show their fields, and what a reader looks for. */
import type { LogSource } from '../../model/detection.ts';
import { logKinds, type LogFields } from './log-kinds.ts';
import type { SectionReader, AlarmTelling } from './text/section.ts';
import { marksOf, tokensOf, type TextTemplate } from './text/template.ts';
import { isSeenToken } from './text/tokens.ts';

/** Fields that are shown as properties of other names. */
const known: Readonly<Record<string, string>> = {
  EventID: 'event.code',
  CommandLine: 'process.command_line',
  Image: 'process.executable',
  NewProcessName: 'process.executable',
  TargetUserName: 'user.name',
  User: 'user.name',
  awsRegion: 'cloud.region',
  eventName: 'event.action',
  eventSource: 'event.provider',
  eventType: 'event.action',
  operationName: 'event.action',
  userPrincipalName: 'user.name',
  action: 'event.action',
  verb: 'event.action',
  program: 'process.name',
  method: 'http.method',
  agent: 'http.user_agent',
  status: 'http.status',
};

const words = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

export function logTelling(source: LogSource, section: LogFields, reader: SectionReader): AlarmTelling {
  const kind = logKinds[source];
  for (const name of [...kind.kinds, ...(kind.needed ?? [])])
    if (!Object.hasOwn(section, name)) reader.note([], `needs the field ${name}`);
  const taken = new Set<string>();
  const fields = Object.entries(section).map(([name, value]) => {
    const usual = known[name];
    const key = usual === undefined || taken.has(usual) ? `${kind.prefix ?? source}.${words(name)}` : usual;
    taken.add(key);
    return { name, value, key, template: reader.text([name], String(value), '') };
  });
  // What is only known of the event itself is told by the log alone.
  const shown = fields.filter(({ template }) => !tokensOf(template).some(isSeenToken));
  const facts: Record<string, TextTemplate> = Object.fromEntries(shown.map(({ key, template }) => [key, template]));
  facts['user.name'] ??= reader.text([], undefined, '{user}');
  const watches = fields.flatMap(({ name, key, template, value }) => {
    const marks = marksOf(template);
    if (kind.kinds.includes(name))
      return [{ key, field: name, text: String(value).replaceAll(/\[\[|\]\]/g, ''), isWhole: true }];
    return marks.map(({ text, isStart, isEnd }) => ({ key, field: name, text, isWhole: isStart && isEnd }));
  });
  return {
    telemetry: kind.telemetry,
    transport: null,
    direction: kind.direction,
    trigger: 'initiator',
    source,
    port: kind.telemetry === 'endpoint' ? 0 : 443,
    facts,
    watches,
    log: (told) => {
      const typed = fields.map(({ name, value, template, key }) => {
        const property = told.sighting.variant.properties[key];
        const text = property === undefined || !Object.hasOwn(facts, key) ? told.say(template) : (property[0] ?? '');
        return [name, typeof value === 'string' ? text : value] as const;
      });
      return kind.write(Object.fromEntries(typed), told);
    },
  };
}
