import { expect, test } from 'vitest';
import { meaningOf } from '../../../src/products/usm/truth/opinions.ts';

test.each([
  ['Escalated', 'malicious'],
  ['True Positive', 'malicious'],
  ['Confirmed incident', 'malicious'],
  ['False Positive', 'falsePositive'],
  ['Tuning', 'falsePositive'],
  ['Known scanner', 'benign'],
  ['Not a threat', 'benign'],
  ['Waiting for the customer', null],
  ['Unknown', null],
])('a label %s says %s', (label, nature) => expect(meaningOf(label)).toBe(nature));
