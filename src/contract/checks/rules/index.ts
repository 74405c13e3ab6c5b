/** The table of rules: one line each; every answer is held against them in this order. */
import type { Rule } from '../../terms/check.ts';
import { askedFor } from './asked-for.ts';
import { asTaken } from './as-taken.ts';
import { body } from './body.ts';
import { complete } from './complete.ts';
import { exactJson } from './exact-json.ts';
import { failure } from './failure.ts';
import { guards } from './guards.ts';
import { changedTags } from './changed-tags.ts';
import { mediaType } from './media-type.ts';
import { noLeak } from './no-leak.ts';
import { notShared } from './not-shared.ts';
import { refusalHeaders } from './refusal-headers.ts';
import { status } from './status.ts';
import { table } from './table.ts';
import { withinBounds } from './within-bounds.ts';

/** What every single exchange must keep. */
export const rules: readonly Rule[] = [
  complete,
  status,
  mediaType,
  exactJson,
  body,
  failure,
  refusalHeaders,
  guards,
  notShared,
  noLeak,
  changedTags,
  table,
  askedFor,
  asTaken,
  withinBounds,
];
