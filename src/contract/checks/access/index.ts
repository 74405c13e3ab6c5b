/** The table of checks of authentication and access: one line each; they are asked in this order. */
import type { Check } from '../../terms/check.ts';
import { alike } from './alike.ts';
import { callerFirst } from './caller-first.ts';
import { malformedCredentials, nobody, unknownCredentials, wrongScheme } from './credentials.ts';
import { foreignThings } from './foreign-things.ts';
import { missingFunction } from './missing-function.ts';
import { outlived } from './outlived.ts';
import { privileged } from './privileged.ts';
import { readOnly } from './read-only.ts';
import { methods, paths } from './routes.ts';
import { sight } from './sight.ts';
import { sightOfStatistics } from './sight-of-statistics.ts';
import { spelling } from './spelling.ts';

export const access: readonly Check[] = [
  nobody,
  malformedCredentials,
  unknownCredentials,
  wrongScheme,
  spelling,
  missingFunction,
  readOnly,
  foreignThings,
  sight,
  sightOfStatistics,
  alike,
  privileged,
  callerFirst,
  methods,
  paths,
  outlived,
];
