/** A refusal that repeats the dead token it was asked with is the vendor's own, also where HEAD leaves it only the headers. */
import { expect, test } from 'vitest';
import { noLeak } from '../../../src/contract/checks/rules/no-leak.ts';
import { adapters } from '../../../src/contract/products/index.ts';
import type { Answer } from '../../../src/contract/terms/exchange.ts';
import { apisOf } from '../../../src/contract/terms/operation.ts';
import { makeSecrets } from '../../../src/contract/terms/secrets.ts';

const target = { url: '', isLive: false, products: ['usm'], credentials: [], writes: 'all' } as const;
const operation = apisOf(target, adapters)
  .flatMap(({ operations }) => operations)
  .find(({ key }) => key === 'usm.getUsmAlarms')!;
const token = 'header.claims-of-a-token.signature-of-it';

function refusalTo(shown: string, challenge: string): Answer {
  const headers = new Headers({ 'www-authenticate': challenge });
  const sent = { method: 'HEAD', url: '', text: null, headers: { Authorization: `Bearer ${shown}` } };
  const bytes = new Uint8Array();
  return { number: 1, status: 401, operation, sent, headers, bytes, text: '', fault: null } as unknown as Answer;
}

test.each([
  ['says that its own token has ended', token, `Bearer error_description="Access token expired: ${token}"`, 0],
  ['tells somebody else’s token', 'another', `Bearer error_description="Access token expired: ${token}"`, 1],
  ['tells a token for no reason', token, `Bearer realm="${token}"`, 1],
])('a refusal of HEAD that %s', (_, shown, challenge, faults) => {
  const secrets = makeSecrets(target, adapters);
  secrets.learn(token, 'USM_TOKEN');
  expect(noLeak.judge(refusalTo(shown, challenge), operation, target, secrets)).toHaveLength(faults);
});
