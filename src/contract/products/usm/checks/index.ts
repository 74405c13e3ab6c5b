/** What is asked of USM Anywhere alone, and after which of the general checks. */
import type { Check, Placed, Rule } from '../../../terms/check.ts';
import { badClient, grants, severalTokens } from './access/client.ts';
import { alarmsHoldEvents } from './laws/alarms-hold-events.ts';
import { labelsAreSeen } from './laws/labels-are-seen.ts';
import { linksFollowed } from './laws/links-followed.ts';
import { rateLimit } from './laws/rate-limit.ts';
import { blanks, slash, wireSpellings } from './requests/lenience.ts';
import { alarmSense } from './rules/alarm-sense.ts';
import { alarmTimes } from './rules/alarm-times.ts';
import { noWaitTold } from './rules/no-wait-told.ts';
import { page } from './rules/page.ts';

export const checks: Placed<Check> = {
  'access/caller-first': [badClient, grants, severalTokens],
  'requests/booleans-as-text': [blanks, slash, wireSpellings],
  'law/media-agree': [linksFollowed, alarmsHoldEvents],
  'law/reads-change-nothing': [rateLimit, labelsAreSeen],
};

export const rules: Placed<Rule> = { 'schema/within-bounds': [alarmSense, alarmTimes, noWaitTold, page] };
