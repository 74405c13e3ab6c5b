/** Takes the values of a tenant out of what is printed of it; what is left tells what was wrong, not about whom. */
import type { Json } from '../../kernel/schema.ts';

/** A text without what stands for people, machines and things. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly json: (value: Json) => Json;
}

/** Shorter values are words of the interface as often as anything of the tenant's. */
const shortest = 3;
const mostValues = 20_000;

/** What is recognised by its form, wherever it stands: UUIDs, addresses, mail, long numbers. */
const forms =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|\b\d{5,}\b/gi;

/** A redactor that knows the values of these answers, and the address of the target. */
export function makeRedactor(answers: readonly (Json | undefined)[], url: string): Redactor {
  const values = new Set<string>();
  for (const answer of answers) collect(answer, values);
  const longestFirst = [...values].sort((one, other) => other.length - one.length);
  const text = (given: string): string => {
    let left = given.replaceAll(url, '$TARGET');
    for (const value of longestFirst) if (left.includes(value)) left = left.replaceAll(value, '<value>');
    return left.replace(forms, '<value>');
  };
  return { text, json: blanked };
}

function collect(value: Json | undefined, values: Set<string>): void {
  if (values.size >= mostValues || value === null || value === undefined) return;
  if (typeof value === 'string') {
    if (value.length >= shortest) values.add(value);
  } else if (typeof value === 'number') {
    if (Math.abs(value) >= 1000) values.add(String(value));
  } else if (typeof value === 'object') for (const inner of Object.values(value)) collect(inner as Json, values);
}

/** The shape of a value: names of members stay, texts and numbers go. */
export function blanked(value: Json): Json {
  if (typeof value === 'string') return value === '' ? '' : '<value>';
  if (typeof value === 'number') return 0;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(blanked);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, blanked(inner as Json)]));
}
