/** The table of checks of authentication and access: one line each; they are asked in this order. */
import type { Check } from '../../check.ts';
import { keyLife } from './key-life.ts';
import { malformedCredentials } from './malformed.ts';
import { missingFunction } from './missing-function.ts';
import { nobody } from './nobody.ts';
import { badClient, grants, logIn, open, severalTokens } from './open.ts';
import { callerFirst, shapeBeforeRight } from './order.ts';
import { privileged } from './privileged.ts';
import { expired, wrongAddress } from './role.ts';
import { otherCustomer, otherSensors, readOnly } from './roles.ts';
import { methods, paths } from './routes.ts';
import { csrf, endedSession, session, tamperedSession } from './session.ts';
import { badSignature, signature } from './signature.ts';
import { spelling } from './spelling.ts';
import { unknownCredentials } from './unknown.ts';
import { wrongScheme } from './wrong-scheme.ts';

export const access: readonly Check[] = [
  nobody,
  malformedCredentials,
  unknownCredentials,
  wrongScheme,
  spelling,
  expired,
  wrongAddress,
  missingFunction,
  readOnly,
  otherCustomer,
  otherSensors,
  privileged,
  callerFirst,
  shapeBeforeRight,
  signature,
  badSignature,
  session,
  tamperedSession,
  endedSession,
  csrf,
  keyLife,
  open,
  logIn,
  badClient,
  grants,
  severalTokens,
  methods,
  paths,
];
