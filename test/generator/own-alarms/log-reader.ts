/** Reads the lines that logs of alarms consist of, as a pipeline with a JSON and a few grok filters would. */
import type { Detection } from '../../../src/model/detection.ts';

type Fields = Readonly<Record<string, string>>;

/** What filters of text lines look like; the rest of each is key=value. */
const lines: Readonly<Record<string, RegExp>> = {
  auth: /^(?<time>\S+Z) (?<host>\S+) (?<program>[\w-]+)\[(?<pid>\d+)\]: (?<message>.+)$/,
  auditd: /^node=(?<node>\S+) type=(?<type>\w+) msg=audit\((?<time>[\d.]+):(?<serial>\d+)\): (?<rest>.+)$/,
  firewall: /^time=(?<time>\S+Z) srcip=(?<srcip>\S+) dstip=(?<dstip>\S+) (?<rest>.+)$/,
  proxy:
    /^(?<time>\S+Z) (?<srcip>\S+) (?<user>\S+) (?<method>[A-Z]+) (?<url>\S+) (?<status>\d{3}) (?<bytes>\d+) "(?<agent>[^"]*)"$/,
};

const pairs = (text: string): Fields =>
  Object.fromEntries(
    Array.from(text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g), ([, key = '', quoted, bare]) => [
      key,
      quoted ?? bare ?? '',
    ]),
  );

function flat(value: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[path.join('.'), String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, [...path, key]));
}

/** The fields of a record; throws for a line that no filter reads. */
export function fieldsOf(source: string, line: string): Fields {
  const form = lines[source];
  if (form === undefined) return Object.fromEntries(flat(JSON.parse(line)));
  const groups = form.exec(line)?.groups;
  if (groups === undefined) throw new Error(`no filter reads ${line}`);
  return { ...groups, ...pairs(groups['rest'] ?? '') };
}

/** Whether a record is what the detection's reader looks for. */
export const reads = ({ source, watches = [] }: Detection, from: string, fields: Fields): boolean =>
  source === from &&
  watches.every(({ field, text, isWhole }) => {
    const value = fields[field];
    return value !== undefined && (isWhole ? value === text : value.includes(text));
  });
