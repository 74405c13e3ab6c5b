import { test } from 'siem-sim/jest';
import { asksBoth, isFresh, meetsAFault } from '../journey.cjs';

test('a client of both products', ({ siem }) => asksBoth(siem));
test('a client that meets a fault', ({ siem }) => meetsAFault(siem));
test('a world of its own', ({ siem }) => isFresh(siem));
