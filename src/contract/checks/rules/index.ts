/** The table of rules: one line each; every answer is held against them in this order. */
import type { Rule } from '../../check.ts';
import { alarmSense } from './alarm-sense.ts';
import { askedFor } from './asked-for.ts';
import { body } from './body.ts';
import { capture } from './capture.ts';
import { complete } from './complete.ts';
import { echo } from './echo.ts';
import { envelope } from './envelope.ts';
import { eventSense } from './event-sense.ts';
import { failure } from './failure.ts';
import { guards } from './guards.ts';
import { mediaType } from './media-type.ts';
import { page } from './page.ts';
import { payload } from './payload.ts';
import { refusalHeaders } from './refusal-headers.ts';
import { status } from './status.ts';
import { table } from './table.ts';
import { withinBounds } from './within-bounds.ts';

/** What every single exchange must keep. */
export const rules: readonly Rule[] = [
  complete,
  status,
  mediaType,
  body,
  envelope,
  echo,
  failure,
  refusalHeaders,
  guards,
  capture,
  payload,
  table,
  askedFor,
  withinBounds,
  eventSense,
  alarmSense,
  page,
];
