/** What a section of an own alarm is read with, and what it comes to. */
import type { Stream } from '../../../kernel/random.ts';
import type { Detection, Sighting, Watch } from '../../../model/detection.ts';
import type { Flow, Turn } from '../../../model/flow.ts';
import type { Content, DetectionRule } from '../../../model/rule.ts';
import type { Hit, Path } from '../../detections/shared/talk.ts';
import type { Exchanged } from '../../detections/shared/web.ts';
import type { ScenarioAlarm } from '../../generated/types.ts';
import type { ScenarioPath } from '../../scenario/scenario.ts';
import { parseTemplate, type TextTemplate } from './template.ts';

export type { ScenarioAlarm };

/** A section by its name. */
export type Section<Name extends keyof ScenarioAlarm> = NonNullable<ScenarioAlarm[Name]>;

/** What of a text is checked besides its marks and braces: all but texts and records go over the wire, where there is no character beyond Latin-1; all but texts and what is sent as it is stand in one line, paths without spaces. */
export type TextKind = 'text' | 'record' | 'wire' | 'line' | 'path' | 'domain' | 'mail';

/** Reads the texts of one section; what is wrong is noted at its place in it. */
export interface SectionReader {
  /** Members that are texts, with what is usual where they are left out; `wire` unless another kind is said. */
  readonly texts: <Name extends string>(
    usual: Readonly<Record<Name, string>>,
    kind?: TextKind,
  ) => Readonly<Record<Name, TextTemplate>>;
  /** The texts of a list or of a mapping, by name; none where it is left out. */
  readonly each: (member: string, kind?: TextKind) => readonly (readonly [name: string, text: TextTemplate])[];
  readonly text: (path: ScenarioPath, source: string, kind?: TextKind) => TextTemplate;
  readonly note: (path: ScenarioPath, message: string) => void;
}

/** One event: its texts filled in, and what it was. */
export interface ToldEvent {
  readonly say: (template: TextTemplate) => string;
  readonly sighting: Sighting;
  readonly chance: Stream;
}

/** Who it is about, where the alarm says nothing of it. */
export const whoever: TextTemplate = parseTemplate('{user}');

export const personOf = ({ sighting }: ToldEvent): string => sighting.variant.properties['user.name']?.[0] ?? '';

/** What happens where an own alarm is raised. */
export interface AlarmTelling extends Partial<Pick<Detection, 'direction' | 'source'>> {
  readonly telemetry: Detection['telemetry'];
  readonly transport: Detection['transport'];
  readonly trigger: Detection['trigger'];
  readonly port: number;
  readonly domain?: TextTemplate;
  readonly uri?: TextTemplate;
  /** Properties of the events. */
  readonly facts: Readonly<Record<string, TextTemplate>>;
  readonly rule?: Omit<DetectionRule, 'threshold'>;
  /** What a reader of the log looks for, by property. */
  readonly watches?: readonly Watch[];
  /** What is said at each hit. */
  readonly talk?: (told: ToldEvent) => readonly Turn[];
  /** The turn that is the hit; the first question or the first answer, where it is left out. */
  readonly at?: number;
  readonly visit?: (told: ToldEvent) => Exchanged;
  readonly packet?: (told: ToldEvent, path: Path) => (hit: Hit) => Flow;
  readonly log?: (told: ToldEvent) => string;
}

/** A telling of the wire: over TCP unless it says otherwise. What is looked for stands in what is asked or in what is answered. */
export interface WireTelling extends Omit<AlarmTelling, 'telemetry' | 'transport' | 'trigger' | 'rule'> {
  readonly transport?: 'udp' | 'icmp';
  /** The rule, with what it looks for besides. */
  readonly rule: Omit<DetectionRule, 'threshold' | 'contents'> & Partial<Pick<DetectionRule, 'contents'>>;
  readonly asked: readonly Content[];
  readonly answered?: readonly Content[];
}
