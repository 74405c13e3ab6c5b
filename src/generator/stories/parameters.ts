/** A step's parameters put into a variant of its alarm. */
import type { Alarm, Detection, Variant } from '../../model/detection.ts';
import type { Step } from './story.ts';

/** What a step says of the facts of its events. */
export interface Parameters extends Pick<Step, 'domain' | 'uri' | 'port' | 'properties'> {
  /** The user name of the person it is about. */
  readonly person?: string;
}

/** Where a user's name stands; on the wire it is ASCII. */
export const userKeys = ['user.name', 'email.to', 'ftp.user'] as const;

/** The variant with the parameters in it, and with everything that follows from them. */
export function withParameters(detection: Detection, alarm: Alarm, base: Variant, asked: Parameters): Variant {
  const { domain, person } = asked;
  const properties = Object.fromEntries(
    Object.entries(base.properties).map(([key, values]) => {
      const named = person === undefined ? values : withPerson(key, values, base, person);
      const hosted = base.domain === null || domain === undefined ? named : swapped(named, base.domain, domain);
      return [key, hosted] as const;
    }),
  );
  for (const [key, value] of Object.entries(asked.properties ?? {}))
    properties[key] = typeof value === 'string' ? [value] : value;
  const variant = {
    domain: domain ?? base.domain,
    uri: asked.uri ?? base.uri,
    port: asked.port ?? base.port,
    properties,
  };
  return detection.settle?.(alarm, variant) ?? variant;
}

const swapped = (values: readonly string[], old: string, now: string): readonly string[] =>
  values.map((value) => value.replaceAll(old, now));

/** Puts a person where the variant names somebody, a form that was sent included; a mailbox stays at its domain. */
function withPerson(key: string, values: readonly string[], base: Variant, person: string): readonly string[] {
  if (userKeys.some((one) => one === key))
    return values.map((value) => (value.includes('@') ? `${person}${value.slice(value.indexOf('@'))}` : person));
  const old = base.properties['user.name']?.[0];
  if (key !== 'http.request.body' || old === undefined) return values;
  return swapped(values, encodeURIComponent(old), encodeURIComponent(person));
}
