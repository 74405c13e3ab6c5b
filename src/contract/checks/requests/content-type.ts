/** What a body says it is. */
import type { Check } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import { exampleOrSkip, shapedAsk, readOnlyRequest } from '../shared/asks.ts';
import { told } from '../shared/answer.ts';
import { refusalFault } from '../shared/refusal.ts';
import { fewOf } from '../shared/few.ts';
import { isPlainRead } from './same.ts';
import { takesJson } from './text.ts';
import { mayBeTampered } from './wrong.ts';

const foreign = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'text/html',
  'application/jsonp',
];
const spelled = ['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset=UTF-8'];

export const foreignType: Check = {
  id: 'requests/content-type',
  asks: 'Is a body of another type than JSON refused with 405, and JSON taken in every spelling of its type?',
  rank: 'major',
  source: 'seed 002; docs/contract/argus.md §1, §3',
  evidence: 'documented',
  applies: (operation, target) => takesJson(operation) && mayBeTampered(operation, target),
  run: async (context) => {
    const ask = await shapedAsk(context);
    for (const type of fewOf(context, foreign, 1))
      await context.judge({ ...ask, headers: { 'Content-Type': type } }, (answer) => refusalFault(answer, [405], type));
    const harmless = await readOnlyRequest(context);
    if (harmless === null) return;
    for (const type of fewOf(context, spelled, 1))
      await context.judge({ ...harmless, headers: { 'Content-Type': type } }, (answer) => takenFault(answer, type));
  },
};

const takenFault = (answer: Answer, type: string) =>
  answer.status === 405 || answer.status === 415
    ? { expected: `${type} is JSON`, seen: told(answer), key: `${type} refused` }
    : null;

/** Real clients say what they do not send (docs/contract/argus.md §3, docs/contract/usm.md §10). */
const needless = [
  { 'Content-Type': 'application/json' },
  { content: 'application/json' },
  { 'Content-Type': 'application/x-www-form-urlencoded' },
];

export const needlessHeaders: Check = {
  id: 'requests/needless-headers',
  asks: 'Does a read without a body succeed whatever type of body its headers speak of?',
  rank: 'major',
  source: 'docs/contract/argus.md §3; docs/contract/usm.md §10: seen on the wire',
  evidence: 'observed',
  applies: (operation, target) =>
    isPlainRead(operation, target) && operation.method === 'GET' && operation.body === null,
  run: async (context) => {
    const ask = await exampleOrSkip(context);
    for (const headers of fewOf(context, needless, 1))
      await context.judge({ ...ask, headers }, (answer) =>
        answer.status < 300 || answer.status === 404
          ? null
          : { expected: 'success', seen: told(answer), key: `status ${answer.status}` },
      );
  },
};
