/** Turns an own alarm of a scenario, or one of the catalogue's files, into a detection like any other. */
import { stream, type Stream } from '../../kernel/random.ts';
import { logSources, type Detection, type Sighting, type Variant } from '../../model/detection.ts';
import type { Content } from '../../model/rule.ts';
import { detection, many, type DetectionTable, type VariantFacts } from '../detections/shared/define.ts';
import { hitAt } from '../detections/shared/talk.ts';
import type { Note } from '../scenario/scenario.ts';
import { logTelling } from './logs.ts';
import { shipped, techniqueOf } from './shipped.ts';
import { readerOf } from './text/reader.ts';
import type { AlarmTelling, ScenarioAlarm, SectionReader, ToldEvent, WireTelling } from './text/section.ts';
import { filledIn, readBack, tokensOf, type TextTemplate, type Values } from './text/template.ts';
import { drawText, isDrawn, isSeenToken, seenText, type Vary } from './text/tokens.ts';
import { kerberos } from './wire/kerberos.ts';
import { ldap } from './wire/ldap.ts';
import { ftp, icmp, rdp, ssh, tcp, udp } from './wire/lines.ts';
import { smtp } from './wire/mail.ts';
import { rpc } from './wire/rpc.ts';
import { smb } from './wire/smb.ts';
import { dns, http, tls } from './wire/web.ts';

const wires = { http, dns, tls, smtp, ftp, smb, rpc, ssh, rdp, kerberos, ldap, tcp, udp, icmp };

const refuse: Note = (path, message) => {
  throw new RangeError(`${path.join('.')} ${message}`);
};

/** The only section that tells what happens. */
function tellingOf(alarm: ScenarioAlarm, note: Note, used: Set<string>): AlarmTelling | null {
  const names = [...Object.keys(wires), ...logSources];
  const found = names.filter((name) => Object.hasOwn(alarm, name));
  const [name = ''] = found;
  if (found.length !== 1) {
    note(found.slice(1, 2), `needs one section that tells what happens, of ${names.join(', ')}`);
    return null;
  }
  const reader = readerOf(alarm, name as keyof ScenarioAlarm, note, used);
  const source = logSources.find((one) => one === name);
  if (source !== undefined) return logTelling(source, alarm[source] ?? {}, reader);
  // Each reads the section of its own name.
  const tell = wires[name as keyof typeof wires] as (section: unknown, reader: SectionReader) => WireTelling;
  return onWire(tell(alarm[name as keyof typeof wires], reader), reader);
}

/** What is looked for is said by one side: a rule sees one direction. */
function onWire({ asked, answered = [], rule, ...telling }: WireTelling, { note }: SectionReader): AlarmTelling {
  if (asked.length > 0 && answered.length > 0)
    note([], 'marks parts of what both sides say, but a signature sees one of them');
  if (asked.length + answered.length === 0 && rule.rpc === undefined)
    note([], 'marks nothing between [[ and ]] that its signature could look for');
  const [trigger, looked]: [Detection['trigger'], readonly Content[]] =
    answered.length > 0 ? ['responder', answered] : ['initiator', asked];
  const contents = [...(rule.contents ?? []), ...looked];
  const at = trigger === 'initiator' ? 0 : 1;
  return { telemetry: 'network', transport: 'tcp', at, ...telling, trigger, rule: { ...rule, contents } };
}

/** Texts that are the variant's own, by where they stand in it. */
type Kept = readonly (readonly [place: 'domain' | 'uri' | string, template: TextTemplate])[];

const keptOf = ({ domain, uri, facts }: AlarmTelling): Kept =>
  Object.entries({ ...(domain && { domain }), ...(uri && { uri }), ...facts });

const textAt = (variant: Variant, place: string): string | null | undefined =>
  place === 'domain' || place === 'uri' ? variant[place] : variant.properties[place]?.[0];

/** What was filled in where a variant tells it; who it is about stands for itself. */
function valuesOf(kept: Kept, variant: Variant): Values {
  const found = new Map<string, string>();
  const inOrder = [...kept].sort(([one], [other]) => Number(other === 'user.name') - Number(one === 'user.name'));
  for (const [place, template] of inOrder)
    for (const [token, value] of readBack(template, textAt(variant, place) ?? '') ?? [])
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
function settled(kept: Kept, variant: Variant): Variant {
  const values = valuesOf(kept, variant);
  const properties = { ...variant.properties };
  for (const [place, template] of kept) {
    const [text] = properties[place] ?? [];
    const isWhole = tokensOf(template).every((token) => values.has(token));
    if (text !== undefined && isWhole && readBack(template, text) !== null)
      properties[place] = [filledIn(template, (token) => values.get(token) ?? '')];
  }
  return { ...variant, properties };
}

/** Who opens the conversation where nothing is said of it. */
const usualDirection = 'inbound';
const [drawnVariants, fixedVariants] = [8, 4];
/** How often an alarm happens beside others, once a scenario lets it. */
const usualWeight = 20;

/** Words of one's own are filled in somewhere, and under no name that is filled in anyway. */
function checkVary(vary: Vary, used: ReadonlySet<string>, note: Note): void {
  for (const token of Object.keys(vary)) {
    if (isDrawn(token, {}) || isSeenToken(token)) note(['vary', token], 'has a name that is filled in already');
    else if (!used.has(token)) note(['vary', token], `is filled in nowhere: no text has {${token}} in it`);
  }
}

/** The detection; without `note`, throws RangeError for the first mistake. Null where nothing tells what happens. */
export function ownDetection(name: string, alarm: ScenarioAlarm, note: Note = refuse): Detection | null {
  const used = new Set<string>();
  const telling = tellingOf(alarm, note, used);
  if (telling === null) return null;
  const { vary = {}, threshold, weight = usualWeight, severity, category } = alarm;
  checkVary(vary, used, note);
  const kept = keptOf(telling);
  for (const [place, template] of kept)
    if (tokensOf(template).some(isSeenToken))
      note([], `tells ${place} by what is only known of the event itself; use another text there`);
  const attack = attackOf(alarm, note);
  const direction = alarm.direction ?? telling.direction ?? usualDirection;
  const { telemetry, transport, trigger, rule, source, watches } = telling;
  const isDrawnFrom = kept.some(([, template]) => tokensOf(template).length > 0);
  return detection({
    name,
    category,
    telemetry,
    transport,
    direction,
    trigger,
    attack,
    killChain: { ...shipped().chains[category], method: attack.techniqueName, ...alarm.killChain },
    first: idsOf(name, alarm),
    alarms: { [name]: { name: alarm.name, severity, weight } },
    variants: (_, chance) =>
      many(isDrawnFrom ? drawnVariants : fixedVariants, () => variantOf(telling, kept, drawing(vary, chance))),
    settle: (_, variant) => settled(kept, variant),
    ...(threshold && { burst: { ...threshold, spacing: spacingOf(threshold) } }),
    ...traffic(telling, eventsOf(vary, kept, direction)),
    ...(rule && { rule: () => rule }),
    ...(source && { source, watches }),
  });
}

type ToldOf = (sighting: Sighting) => ToldEvent;

const eventsOf =
  (vary: Vary, kept: Kept, direction: Detection['direction']): ToldOf =>
  (sighting) => {
    const { chance, variant } = sighting;
    const draw = drawing(vary, chance, valuesOf(kept, variant));
    const valueOf = (token: string): string =>
      isSeenToken(token) ? seenText(token, sighting, direction) : draw(token);
    const say = (template: TextTemplate): string => {
      // What stands in the variant is said as it stands there: a story may have chosen a text of another form.
      const place = kept.find(([, one]) => one === template)?.[0];
      return (place === undefined ? null : textAt(variant, place)) ?? filledIn(template, valueOf);
    };
    return { say, sighting, chance };
  };

type Traffic = Pick<DetectionTable<object>, 'talk' | 'packet' | 'visit' | 'log'>;

/** What is said, sent or written at each event. */
const traffic = ({ talk, at: place = 0, packet, visit, log }: AlarmTelling, toldOf: ToldOf): Traffic => ({
  ...(talk && {
    talk: (_, sighting) => {
      const told = toldOf(sighting);
      return (hit) => hitAt(place, talk(told), hit);
    },
  }),
  ...(packet && { packet: (_, sighting, path) => packet(toldOf(sighting), path) }),
  ...(visit && { visit: (_, sighting) => visit(toldOf(sighting)) }),
  ...(log && { log: (sighting) => log(toldOf(sighting)) }),
});

/** Microseconds between what counts together: well within its seconds, and too close for one connection. */
const spacingOf = ({ seconds, count }: NonNullable<ScenarioAlarm['threshold']>): number =>
  Math.min(400_000, Math.floor((seconds * 400_000) / count));

/** A signature's ids: those that are given, or which follow from the name. */
function idsOf(name: string, { signature }: ScenarioAlarm): { readonly id: number; readonly sid: number } {
  const sid = signature ?? 1_100_000 + stream('signature', name).below(800_000);
  return { sid, id: sid - 1_000_000 + 100_000 };
}

function attackOf({ attack }: ScenarioAlarm, note: Note): Detection['attack'] {
  const technique = typeof attack === 'string' ? attack : attack.technique;
  const known = typeof attack === 'string' ? techniqueOf(attack) : attack;
  if (known === undefined)
    note(
      ['attack'],
      `is a technique that the catalogue does not know: say { technique: ${technique}, name: …, tactics: […] }`,
    );
  return { tactics: known?.tactics ?? [], technique, techniqueName: known?.name ?? technique };
}
