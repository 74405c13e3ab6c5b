/** The table of checks of requests: one line each; they are asked in this order. */
import type { Check } from '../../terms/check.ts';
import { accept } from './accept.ts';
import { foreignType, needlessHeaders } from './content-type.ts';
import { defaultsSaid, emptyLists, nulls, unknownParameters } from './meaningless.ts';
import { nothingThere } from './nothing-there.ts';
import { overlap } from './overlap.ts';
import { conditions, head, tags } from './plain-http.ts';
import { booleansAsText, numbersAsText } from './spelled.ts';
import { depth, hostileNames, malformedText } from './text.ts';
import { valid } from './valid.ts';
import { wrongs } from './wrong.ts';

export const requests: readonly Check[] = [
  valid,
  ...wrongs,
  overlap,
  nothingThere,
  malformedText,
  depth,
  hostileNames,
  foreignType,
  needlessHeaders,
  accept,
  head,
  conditions,
  tags,
  emptyLists,
  nulls,
  defaultsSaid,
  unknownParameters,
  numbersAsText,
  booleansAsText,
];
