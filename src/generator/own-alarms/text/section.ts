/** What a section of an own alarm is read with, and what it comes to. */
import type { Stream } from '../../../kernel/random.ts';
import type { Detection, Sighting } from '../../../model/detection.ts';
import type { Flow, Turn } from '../../../model/flow.ts';
import type { Content, DetectionRule } from '../../../model/rule.ts';
import type { Hit, Path } from '../../detections/shared/talk.ts';
import type { Exchanged } from '../../detections/shared/web.ts';
import type { ScenarioAlarm } from '../../generated/types.ts';
import type { ScenarioPath } from '../../scenario/scenario.ts';
import type { TextTemplate } from './template.ts';

export type { ScenarioAlarm };

/** What of a text is checked besides its marks and braces. */
export type TextKind = 'text' | 'wire' | 'domain' | 'mail';

/** Reads the texts of one section; what is wrong is noted at its place in it. */
export interface SectionReader {
  /** A text that is there, or else the other. On the wire it has no character beyond Latin-1. */
  readonly text: (path: ScenarioPath, source: string | undefined, usual: string, kind?: TextKind) => TextTemplate;
  readonly note: (path: ScenarioPath, message: string) => void;
}

/** One event: its texts filled in, and what it was. */
export interface ToldEvent {
  readonly say: (template: TextTemplate) => string;
  readonly sighting: Sighting;
  readonly chance: Stream;
}

/** Who it is about. */
export const personOf = ({ sighting }: ToldEvent): string => sighting.variant.properties['user.name']?.[0] ?? '';

/** What happens where an own alarm is raised. */
export interface AlarmTelling extends Partial<Pick<Detection, 'direction' | 'expert' | 'source'>> {
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
  readonly watches?: Detection['watches'];
  readonly talk?: (told: ToldEvent) => (hit: Hit) => readonly Turn[];
  readonly visit?: (told: ToldEvent) => Exchanged;
  readonly packet?: (told: ToldEvent, path: Path) => (hit: Hit) => Flow;
  readonly log?: (told: ToldEvent) => string;
}

/** What is usual on the wire, and said by those alone where it is otherwise. */
export const usualOnWire = { telemetry: 'network', transport: 'tcp', trigger: 'initiator' } as const;

/** A telling of the wire: what is as usual is left out. */
export type WireTelling = Omit<AlarmTelling, keyof typeof usualOnWire> & Partial<AlarmTelling>;

/** What is looked for is said by one side: a rule sees one direction. */
export function oneSided(
  reader: SectionReader,
  asked: readonly Content[],
  answered: readonly Content[],
): { readonly trigger: Detection['trigger']; readonly contents: readonly Content[] } {
  if (asked.length > 0 && answered.length > 0)
    reader.note([], 'marks parts of what both sides say, but a signature sees one of them');
  if (asked.length + answered.length === 0)
    reader.note([], 'marks nothing between [[ and ]] that its signature could look for');
  return answered.length > 0 ? { trigger: 'responder', contents: answered } : { trigger: 'initiator', contents: asked };
}
