/** Turns an own alarm of a scenario, or one of the catalogue's files, into a detection like any other. */
import type { Stream } from '../../kernel/random.ts';
import { suggestion } from '../../kernel/suggestion.ts';
import { logSources, type Detection, type Sighting, type Variant } from '../../model/detection.ts';
import { detection, many, type DetectionTable, type VariantFacts } from '../detections/shared/define.ts';
import type { ScenarioPath } from '../scenario/scenario.ts';
import { idsOf, killChainOf } from './kill-chain.ts';
import { logTelling } from './logs.ts';
import { unsafe } from './text/safe.ts';
import {
  usualOnWire,
  type AlarmTelling,
  type ScenarioAlarm,
  type SectionReader,
  type ToldEvent,
  type WireTelling,
} from './text/section.ts';
import {
  filledIn,
  literal,
  parseTemplate,
  readBack,
  tokensOf,
  type TextTemplate,
  type Values,
} from './text/template.ts';
import { drawText, isDrawn, isSeenToken, seenText, tokenNames, type Vary } from './text/tokens.ts';
import { kerberos } from './wire/kerberos.ts';
import { ldap } from './wire/ldap.ts';
import { bare, ftp, icmp, rdp, ssh } from './wire/lines.ts';
import { smtp } from './wire/mail.ts';
import { rpc } from './wire/rpc.ts';
import { smb } from './wire/smb.ts';
import { dns, http, tls } from './wire/web.ts';

/** Name and tactics of a technique. */
export interface Technique {
  readonly name: string;
  readonly tactics: readonly string[];
}

const bares = { tcp: bare('tcp'), udp: bare('udp') };
const wires = { http, dns, tls, smtp, ftp, smb, rpc, ssh, rdp, kerberos, ldap, ...bares, icmp };

type Note = (path: ScenarioPath, message: string) => void;

const refuse: Note = (path, message) => {
  throw new RangeError(`${path.join('.')} ${message}`);
};

function readerOf(vary: Vary, section: string, note: Note): SectionReader {
  const here: Note = (path, message) => note([section, ...path], message);
  return {
    note: here,
    text: (path, source, usual, kind = 'text') => {
      try {
        const template = parseTemplate(source ?? usual);
        const unknown = tokensOf(template).find((token) => !isSeenToken(token) && !isDrawn(token, vary));
        if (unknown !== undefined)
          here(
            path,
            `has {${unknown}} in it, which is nothing that is filled in; ${suggestion(unknown, tokenNames(vary))}`,
          );
        const wrong = unsafe(template, kind);
        if (wrong !== null) here(path, wrong);
        return template;
      } catch (error) {
        here(path, error instanceof RangeError ? error.message : String(error));
        return literal(source ?? usual);
      }
    },
  };
}

/** The only section that tells what happens. */
function tellingOf(alarm: ScenarioAlarm, note: Note): AlarmTelling | null {
  const names = [...Object.keys(wires), ...logSources];
  const found = names.filter((name) => Object.hasOwn(alarm, name));
  const [name = ''] = found;
  if (found.length !== 1) {
    note(found.slice(1, 2), `needs one section that tells what happens, of ${names.join(', ')}`);
    return null;
  }
  const reader = readerOf(alarm.vary ?? {}, name, note);
  const source = logSources.find((one) => one === name);
  if (source !== undefined) return logTelling(source, alarm[source] ?? {}, reader);
  // Each reads the section of its own name.
  const tell = wires[name as keyof typeof wires] as (section: unknown, reader: SectionReader) => WireTelling;
  return { ...usualOnWire, ...tell(alarm[name as keyof typeof wires], reader) };
}

/** Texts that are the variant's own, by where they stand in it. */
type Kept = readonly (readonly [place: 'domain' | 'uri' | string, template: TextTemplate])[];

const keptOf = ({ domain, uri, facts }: AlarmTelling): Kept =>
  Object.entries({ ...(domain && { domain }), ...(uri && { uri }), ...facts });

const at = (variant: Variant, place: string): string | null | undefined =>
  place === 'domain' || place === 'uri' ? variant[place] : variant.properties[place]?.[0];

/** What was filled in where a variant tells it; who it is about stands for itself. */
function valuesOf(kept: Kept, variant: Variant): Values {
  const found = new Map<string, string>();
  const inOrder = [...kept].sort(([one], [other]) => Number(other === 'user.name') - Number(one === 'user.name'));
  for (const [place, template] of inOrder)
    for (const [token, value] of readBack(template, at(variant, place) ?? '') ?? [])
      if (!found.has(token)) found.set(token, value);
  return found;
}

function variantOf({ port }: AlarmTelling, kept: Kept, valueOf: (token: string) => string): VariantFacts {
  const texts = new Map(kept.map(([place, template]) => [place, filledIn(template, valueOf)]));
  const properties = [...texts].filter(([place]) => place !== 'domain' && place !== 'uri');
  return {
    port,
    domain: texts.get('domain') ?? null,
    uri: texts.get('uri') ?? null,
    properties: Object.fromEntries(properties.map(([key, text]) => [key, [text]])),
  };
}

/** Draws each name once. */
function drawing(vary: Vary, chance: Stream, known: Values = new Map()): (token: string) => string {
  const values = new Map(known);
  return (token) => {
    const value = values.get(token) ?? drawText(token, vary, chance);
    values.set(token, value);
    return value;
  };
}

/** Texts that follow from others follow what a story has changed. */
const settled = (kept: Kept, variant: Variant): Variant => {
  const values = valuesOf(kept, variant);
  const properties = Object.fromEntries(
    Object.entries(variant.properties).map(([key, texts]) => {
      const template = kept.find(([place]) => place === key)?.[1];
      const isWhole = template !== undefined && tokensOf(template).every((token) => values.has(token));
      return [
        key,
        isWhole && readBack(template, texts[0] ?? '') !== null
          ? [filledIn(template, (token) => values.get(token) ?? '')]
          : texts,
      ];
    }),
  );
  return { ...variant, properties };
};

/** Who opens the conversation where nothing is said of it. */
const usualDirection = 'inbound';
const [drawnVariants, fixedVariants] = [8, 4];

export interface OwnAlarm {
  readonly name: string;
  readonly alarm: ScenarioAlarm;
  readonly techniqueOf: (id: string) => Technique | undefined;
}

/** The detection; without `note`, throws RangeError for the first mistake. Null where nothing tells what happens. */
export function ownDetection({ name, alarm, techniqueOf }: OwnAlarm, note: Note = refuse): Detection | null {
  const telling = tellingOf(alarm, note);
  if (telling === null) return null;
  const vary = alarm.vary ?? {};
  const kept = keptOf(telling);
  for (const [place, template] of kept)
    if (tokensOf(template).some(isSeenToken))
      note([], `tells ${place} by what is only known of the event itself; use another text there`);
  const attack = attackOf(alarm, techniqueOf, note);
  const direction = alarm.direction ?? telling.direction ?? usualDirection;
  const toldOf = (sighting: Sighting): ToldEvent => {
    const { chance } = sighting;
    const draw = drawing(vary, chance, valuesOf(kept, sighting.variant));
    const say = (template: TextTemplate): string => {
      // What stands in the variant is said as it stands there: a story may have chosen a text of another form.
      const place = kept.find(([, one]) => one === template)?.[0];
      const own = place === undefined ? null : at(sighting.variant, place);
      if (own !== null && own !== undefined) return own;
      return filledIn(template, (token) => (isSeenToken(token) ? seenText(token, sighting, direction) : draw(token)));
    };
    return { say, sighting, chance };
  };
  const { threshold } = alarm;
  const { telemetry, transport, trigger, rule, expert, source, watches } = telling;
  const isDrawnFrom = kept.some(([, template]) => tokensOf(template).length > 0);
  return detection({
    name,
    category: alarm.category,
    telemetry,
    transport,
    direction,
    trigger,
    attack,
    killChain: killChainOf(alarm, attack.techniqueName),
    first: idsOf(name, alarm),
    alarms: { [name]: { name: alarm.name, severity: alarm.severity, weight: alarm.weight ?? 0 } },
    variants: (_, chance) =>
      many(isDrawnFrom ? drawnVariants : fixedVariants, () => variantOf(telling, kept, drawing(vary, chance))),
    settle: (_, variant) => settled(kept, variant),
    ...(threshold && { burst: { ...threshold, spacing: spacingOf(threshold) } }),
    ...traffic(telling, toldOf),
    ...(rule && { rule: () => rule }),
    ...(expert && { expert }),
    ...(source && { source }),
    ...(watches && { watches }),
  });
}

/** Microseconds between what counts together: well within its seconds, and too close for one connection. */
const spacingOf = ({ seconds, count }: NonNullable<ScenarioAlarm['threshold']>): number =>
  Math.min(400_000, Math.floor((seconds * 400_000) / count));

type Traffic = Pick<DetectionTable<object>, 'talk' | 'packet' | 'visit' | 'log'>;

/** What is said, sent or written at each event. */
function traffic({ talk, packet, visit, log }: AlarmTelling, toldOf: (sighting: Sighting) => ToldEvent): Traffic {
  return {
    ...(talk && { talk: (_, sighting) => talk(toldOf(sighting)) }),
    ...(packet && { packet: (_, sighting, path) => packet(toldOf(sighting), path) }),
    ...(visit && { visit: (_, sighting) => visit(toldOf(sighting)) }),
    ...(log && { log: (sighting) => log(toldOf(sighting)) }),
  };
}

function attackOf({ attack }: ScenarioAlarm, techniqueOf: OwnAlarm['techniqueOf'], note: Note): Detection['attack'] {
  if (typeof attack !== 'string')
    return { tactics: attack.tactics, technique: attack.technique, techniqueName: attack.name };
  const known = techniqueOf(attack);
  if (known === undefined)
    note(
      ['attack'],
      `is a technique that the catalogue does not know: say { technique: ${attack}, name: …, tactics: […] }`,
    );
  return { tactics: known?.tactics ?? [], technique: attack, techniqueName: known?.name ?? attack };
}
