/** Layers of the ATT&CK Navigator, format 4.5: what the catalogue can tell, and what a scenario tells. Source: attack-navigator, layers/spec/v4.5. */
import { periodOf } from './scenario/scenario.ts';
import type { Scenario } from './scenario.ts';
import { everyDetection, type Catalogue } from './formats/catalogue.ts';
import { alarmsOf } from './stories/detail-catalog.ts';
import { makesEvents } from './stories/story.ts';
import { timelinePreviewOf } from './stories/timeline-preview.ts';

export interface LayerTechnique {
  readonly id: string;
  readonly tactics: readonly string[];
  readonly score: number;
  readonly comment: string;
}

/** What the Navigator has a cell for: a technique under a tactic. */
interface Cell {
  readonly techniqueID: string;
  readonly tactic: string;
  readonly score: number;
  readonly comment: string;
  readonly enabled: true;
}

export interface AttackLayer {
  readonly name: string;
  readonly versions: { readonly navigator: string; readonly layer: '4.5' };
  readonly domain: 'enterprise-attack';
  readonly description: string;
  readonly sorting: number;
  readonly layout: { readonly layout: 'side'; readonly showID: true; readonly expandedSubtechniques: 'annotated' };
  readonly hideDisabled: false;
  readonly techniques: readonly Cell[];
  readonly gradient: { readonly colors: readonly string[]; readonly minValue: number; readonly maxValue: number };
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
}

/** `Command and Control` as the Navigator spells it. */
const shortNameOf = (tactic: string): string => tactic.toLowerCase().replaceAll(' ', '-');

/** Techniques of one id are put together. */
export function attackLayer(name: string, description: string, techniques: readonly LayerTechnique[]): AttackLayer {
  const cells = new Map<string, Cell>();
  for (const { id, tactics, score, comment } of techniques)
    for (const tactic of tactics.map(shortNameOf)) {
      const before = cells.get(`${id} ${tactic}`);
      const comments = [...new Set([...(before?.comment.split('\n') ?? []), comment])].filter((text) => text !== '');
      cells.set(`${id} ${tactic}`, {
        techniqueID: id,
        tactic,
        score: score + (before?.score ?? 0),
        comment: comments.join('\n'),
        enabled: true,
      });
    }
  const inOrder = [...cells].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
  return {
    name,
    versions: { navigator: '4.9.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description,
    sorting: 3,
    layout: { layout: 'side', showID: true, expandedSubtechniques: 'annotated' },
    hideDisabled: false,
    techniques: inOrder,
    gradient: {
      colors: ['#ffe7a8', '#f28c28', '#b3122b'],
      minValue: 0,
      maxValue: Math.max(1, ...inOrder.map(({ score }) => score)),
    },
    metadata: [{ name: 'made by', value: 'siem-sim' }],
  };
}

/** How many alarms there are of each technique, and which. */
export const catalogueLayer = (catalogue: Catalogue): AttackLayer =>
  attackLayer(
    'siem-sim: alarms',
    'Alarms that a scenario may raise; the score is how many there are of a technique.',
    everyDetection(catalogue).map(({ attack, alarms }) => ({
      id: attack.technique,
      tactics: attack.tactics,
      score: alarms.length,
      comment: alarms.map(({ shortName }) => shortName).join('\n'),
    })),
  );

/** How many events of stories are of each technique, and of which steps. */
export function scenarioLayer(scenario: Scenario, seed: string): AttackLayer {
  const techniques = timelinePreviewOf(scenario, seed, periodOf(scenario).end).flatMap(({ occurrence, steps }) =>
    steps.flatMap(({ name, step, times }): readonly LayerTechnique[] => {
      const [first] = makesEvents(step) ? alarmsOf(occurrence.catalogue, step) : [];
      if (first === undefined) return [];
      const { technique: id, tactics } = first.detection.attack;
      return [{ id, tactics, score: times.length, comment: `${occurrence.name}: ${name}` }];
    }),
  );
  return attackLayer(
    `siem-sim: ${scenario.name}`,
    `${scenario.title}: the score is how many events of a technique its stories make.`,
    techniques,
  );
}
