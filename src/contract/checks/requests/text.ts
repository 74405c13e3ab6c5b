/** Bodies that are no request at all: broken JSON, JSON of another kind, and JSON without bottom. */
import type { Check, Context } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import { shapedAsk } from '../shared/asks.ts';
import { told } from '../shared/answer.ts';
import { fewOf } from '../shared/few.ts';
import { mayBeTampered } from './wrong.ts';

/** True for operations that want JSON. */
export const takesJson = ({ body, consumes }: Operation): boolean => body !== null && consumes !== 'anything';

/** A body that no schema could like is refused as such, as malformed (400) or as invalid (412), and never breaks the server. */
async function refuse(context: Context, bodies: readonly (readonly [what: string, text: string])[]): Promise<void> {
  const { body: _, ...rest } = await shapedAsk(context);
  for (const [what, text] of bodies) {
    const answer = await context.send({ ...rest, text });
    if ([400, 412].includes(answer.status)) continue;
    context.violation({
      expected: `${what} is refused with 400 or 412`,
      seen: told(answer),
      key: `${what} ${answer.status}`,
      answer: shortened(answer),
      rank: answer.status >= 500 ? 'critical' : 'major',
    });
  }
}

const longestShown = 2000;

/** An answer whose request can be printed. */
const shortened = (answer: Answer): Answer =>
  (answer.sent.text?.length ?? 0) <= longestShown
    ? answer
    : { ...answer, sent: { ...answer.sent, text: `${answer.sent.text?.slice(0, longestShown)}…` } };

/** A check that some of these bodies are refused; `member` is one that may stand within itself. */
const refusal = (
  law: Pick<Check, 'id' | 'asks' | 'rank' | 'source'>,
  count: number,
  bodies: (member: string) => readonly (readonly [what: string, text: string])[],
): Check => ({
  ...law,
  evidence: 'assumed',
  applies: (operation, target) => takesJson(operation) && mayBeTampered(operation, target),
  run: async (context) => {
    const { recursive = 'noSuchMember' } = context.operation.adapter.facts;
    await refuse(context, fewOf(context, bodies(recursive), count));
  },
});

export const malformedText = refusal(
  {
    id: 'requests/malformed',
    asks: 'Is a body that is not JSON, or no JSON object, refused with 400 or 412?',
    rank: 'major',
    source:
      'docs/contract/argus.md §1: 412 for wrong types; the template invalid.json.request is of the sister product',
  },
  2,
  () => [
    ['an object that never ends', '{"limit":1'],
    ['a text that never ends', '{"limit":"1'],
    ['a comma too many', '{"limit":1,}'],
    ['single quotes', "{'limit':1}"],
    ['two objects', '{}{}'],
    ['a name without quotes', '{limit:1}'],
    ['prose', 'limit=1'],
    ['XML', '<limit>1</limit>'],
    ['a list', '[]'],
    ['a text', '"limit"'],
    ['a number', '1'],
    ['true', 'true'],
    ['null', 'null'],
  ],
);

const deep = 10_000;
const wide = 100_000;

export const depth = refusal(
  {
    id: 'requests/depth',
    asks: 'Is a body that is nested without reason, or names without end, refused with 400 or 412 instead of breaking the server?',
    source: 'RFC 8259 §9: an implementation may set limits; docs/contract/argus.md §1',
  },
  1,
  (member) => [
    ['a list in a list, 10,000 deep', `{"noSuchMember":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['an object in an object, 10,000 deep', `${`{"${member}":`.repeat(deep)}1${'}'.repeat(deep)}`],
    ['criteria in criteria, 10,000 deep', `${`{"${member}":[{"limit":1},`.repeat(deep)}{}${']}'.repeat(deep)}`],
    ['10,000 brackets that never close', `{"noSuchMember":${'['.repeat(deep)}`],
    ['100,000 numbers', `{"noSuchMember":[${'1,'.repeat(wide)}1]}`],
  ],
);

const refusedNames = refusal(
  {
    id: 'requests/hostile-names',
    asks: 'Is a member refused whose name means something to a programming language, or is beyond the basic plane?',
    rank: 'major',
    source: 'docs/contract/argus.md §1: unknown fields are refused; CWE-1321',
  },
  4,
  () => [
    ['a member called by half a character', '{"\\ud83d":1}'],
    ['a member called __proto__', '{"__proto__":{"a":1}}'],
    ['a member called constructor', '{"constructor":{"prototype":{"a":1}}}'],
    ['a member called by a character beyond the basic plane', '{"\u{1f512}":1}'],
  ],
);

export const hostileNames: Check = {
  ...refusedNames,
  applies: (operation) => isSafe(operation) && takesJson(operation),
};
