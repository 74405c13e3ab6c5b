/** Records of logs as own alarms tell them: which properties show their fields, what a reader looks for, and how they are written. */
import { isoUtc } from '../../kernel/clock.ts';
import { uuid } from '../../kernel/random.ts';
import type { LogSource } from '../../model/detection.ts';
import { shipped, type LogFields, type LogForm } from './shipped.ts';
import { personOf, whoever, type AlarmTelling, type SectionReader, type ToldEvent } from './text/section.ts';
import { marksOf, tokensOf, type TextTemplate } from './text/template.ts';
import { isSeenToken } from './text/tokens.ts';

const words = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

export function logTelling(source: LogSource, section: LogFields, reader: SectionReader): AlarmTelling {
  const { logs, properties } = shipped();
  const form = logs[source];
  const { kinds, needed = [], prefix = source, telemetry, direction } = form;
  for (const name of [...kinds, ...needed])
    if (!Object.hasOwn(section, name)) reader.note([], `needs the field ${name}`);
  const { EventID: id } = section;
  if (kinds.includes('EventID') && id !== undefined && !Number.isInteger(id))
    reader.note(['EventID'], 'must be a whole number');
  const taken = new Set<string>();
  const fields = Object.entries(section).map(([name, value]) => {
    const usual = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const key = usual === undefined || taken.has(usual) ? `${prefix}.${words(name)}` : usual;
    taken.add(key);
    return {
      name,
      value,
      key,
      template: reader.text([name], String(value), form.record === undefined ? 'record' : 'text'),
    };
  });
  // What is only known of the event itself is told by the log alone.
  const shown = fields.filter(({ template }) => !tokensOf(template).some(isSeenToken));
  const facts: Record<string, TextTemplate> = Object.fromEntries(shown.map(({ key, template }) => [key, template]));
  facts['user.name'] ??= whoever;
  const watches = fields.flatMap(({ name, key, template, value }) =>
    kinds.includes(name)
      ? [{ key, field: name, text: String(value).replaceAll(/\[\[|\]\]/g, ''), isWhole: true }]
      : marksOf(template).map(({ text, isStart, isEnd }) => ({ key, field: name, text, isWhole: isStart && isEnd })),
  );
  return {
    telemetry,
    transport: null,
    direction,
    trigger: 'initiator',
    source,
    port: telemetry === 'endpoint' ? 0 : 443,
    facts,
    watches,
    log: (told) => {
      const typed = fields.map(({ name, value, template, key }) => {
        const property = told.sighting.variant.properties[key];
        const text = property === undefined || !Object.hasOwn(facts, key) ? told.say(template) : (property[0] ?? '');
        return [name, typeof value === 'string' ? text : value] as const;
      });
      return written(form, Object.fromEntries(typed), told);
    },
  };
}

/** What a form's own tokens come to. */
const known: Readonly<Record<string, (told: ToldEvent) => string | undefined>> = {
  time: ({ sighting }) => isoUtc(sighting.triggers[0] ?? 0),
  seconds: ({ sighting }) => ((sighting.triggers[0] ?? 0) / 1000).toFixed(3),
  from: ({ sighting }) => sighting.initiator.address,
  to: ({ sighting }) => sighting.responder.address,
  person: (told) => personOf(told) || undefined,
  uuid: ({ chance }) => uuid(chance),
  pid: ({ chance }) => String(chance.between(400, 32_000)),
  serial: ({ chance }) => String(chance.between(1000, 99_999)),
};

function written({ record, line = '', usual = {} }: LogForm, fields: LogFields, told: ToldEvent): string {
  const more = new Map(Object.entries(fields));
  const valueOf = (_: string, token: string): string => {
    if (token === 'more') return [...more].map(([name, value]) => ` ${name}=${quoted(value)}`).join('');
    const own = known[token];
    if (own === undefined) more.delete(token);
    return String((own === undefined ? fields[token] : own(told)) ?? usual[token] ?? '');
  };
  const filled = (text: string): string => text.replaceAll(/\{([a-z]+)\}/g, valueOf);
  if (record === undefined) return filled(line);
  const usually = JSON.parse(JSON.stringify(record), (_, value: unknown) =>
    typeof value === 'string' ? filled(value) : value,
  ) as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) place(usually, name.split('.'), value);
  return JSON.stringify(usually);
}

const quoted = (value: string | number | boolean): string =>
  /^[\w.:/-]+$/.test(String(value)) ? String(value) : `"${String(value).replaceAll('"', "'")}"`;

/** Names with dots lead into records within the record. */
function place(record: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) record[name] = value;
  else {
    const inner = Object.hasOwn(record, name) ? record[name] : null;
    record[name] = typeof inner === 'object' && inner !== null ? inner : {};
    place(record[name] as Record<string, unknown>, rest, value);
  }
}
