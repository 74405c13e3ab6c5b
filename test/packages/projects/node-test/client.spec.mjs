import { test } from 'siem-sim/node-test';
import { asksBoth, isFresh, meetsAFault } from '../journey.cjs';

test('a client of both products', ({ siem }) => asksBoth(siem));
test('a client that meets a fault', ({ siem }, context) => meetsAFault(siem, context.name));
test('a world of its own', ({ siem }) => isFresh(siem));
