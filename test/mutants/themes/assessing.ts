/** Assessments and updates that set other flags than they should. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bodyOf, without, type Mutant, type Sent } from '../mutant.ts';

const assess = ['argus.assessEvent', 'argus.assessEventCompatibility', 'argus.assessEventBulk'];
const updates = ['argus.updateEvents', 'argus.updateEventsBulk'];

/** The request with other members in its assessment, which a bulk request has inside. */
const reassessed = (sent: Sent, change: (assessment: Record<string, Json>) => Record<string, Json>): Sent => {
  if (sent.method !== 'PUT' || !sent.path.endsWith('/assess')) return sent;
  const body = bodyOf(sent);
  const inner = body['assessment'] as Record<string, Json> | undefined;
  const changed = inner === undefined ? change(body) : { ...body, assessment: change(inner) };
  return { ...sent, body: JSON.stringify(changed) };
};

export const assessing: readonly Mutant[] = [
  {
    name: 'auto-acknowledge-ignored',
    says: 'An assessment acknowledges its event although autoAcknowledge is false.',
    operations: assess,
    wrap: () => (sent, next) =>
      next(reassessed(sent, (rest) => without(rest, 'autoAcknowledge') as Record<string, Json>)),
  },
  {
    name: 'assessment-property-lost',
    says: 'The properties of an assessment are forgotten.',
    operations: assess,
    wrap: () => (sent, next) =>
      next(reassessed(sent, (rest) => without(rest, 'assessmentProperty') as Record<string, Json>)),
  },
  {
    name: 'never-acknowledges',
    says: 'An assessment acknowledges nothing by itself.',
    operations: assess,
    wrap: () => (sent, next) => next(reassessed(sent, (rest) => ({ ...rest, autoAcknowledge: false }))),
  },
  {
    name: 'explicit-flag-loses',
    says: 'An assessment acknowledges its event although it disables that flag.',
    operations: assess,
    wrap: () => (sent, next) =>
      next(
        reassessed(sent, ({ disableFlag = [], ...rest }) => ({
          ...rest,
          disableFlag:
            rest['autoAcknowledge'] === undefined
              ? (disableFlag as readonly Json[]).filter((flag) => flag !== 'acknowledged')
              : disableFlag,
        })),
      ),
  },
  {
    name: 'last-flags-forgotten',
    says: 'An update of v1 forgets the flags at the end of the list.',
    operations: updates,
    wrap: () => (sent, next) =>
      next(sent.method === 'PUT' ? { ...sent, body: sent.body.replace(/"FAILURE"/g, '"AUTO_REPORT"') } : sent),
  },
];
