/** The table of checks of authentication and access: one line each; they are asked in this order. */
import type { Check } from '../../check.ts';
import { malformedCredentials } from './malformed.ts';
import { missingFunction } from './missing-function.ts';
import { nobody } from './nobody.ts';
import { privileged } from './privileged.ts';
import { expired, wrongAddress } from './role.ts';
import { spelling } from './spelling.ts';
import { unknownCredentials } from './unknown.ts';

export const access: readonly Check[] = [
  nobody,
  malformedCredentials,
  unknownCredentials,
  expired,
  wrongAddress,
  missingFunction,
  privileged,
  spelling,
];
