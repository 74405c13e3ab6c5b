/** Events of v1 as text for files: NDJSON, one JSON array, or CSV. */
import { keptDetails } from '../../../model/submitted.ts';
import type { EventTexts } from '../../shared/plugin.ts';
import { columnsOf, csvHead, csvLine } from '../common/csv.ts';
import type { V1Writer } from '../services/writers.ts';
import { makeV1Writer } from './view.ts';

export type Format = 'ndjson' | 'json' | 'csv';
export type Kind = 'aggregated' | 'raw';

const models = {
  aggregated: 'argus/aggregated-event.schema.json',
  raw: 'argus/nids-event.schema.json',
} as const;

/** Makes the writer of one partition; only the first carries what begins a file, only the last what ends it. */
export function makeEventTexts(
  kind: Kind,
  format: Format,
  place: { readonly isFirst: boolean; readonly isLast: boolean },
): EventTexts {
  let writer: V1Writer<string> | undefined;
  const columns = format === 'csv' ? columnsOf(models[kind]) : [];
  const written = (text: string, isFirst: boolean): string => {
    if (format === 'ndjson') return `${text}\n`;
    if (format === 'csv') return csvLine(text, columns);
    return isFirst ? `\n${text}` : `,\n${text}`;
  };
  const heads = { ndjson: '', json: '[', csv: csvHead(columns) };
  return {
    head: place.isFirst ? heads[format] : '',
    tail: format === 'json' && place.isLast ? '\n]\n' : '',
    *block({ world, columns: values, first, isFirst, length }) {
      writer ??= makeV1Writer(world);
      const begin = isFirst ? first : -1;
      for (let row = first; row < first + length; row++) {
        if (kind === 'aggregated')
          yield { text: written(writer.aggregated(values, row, 'comma'), row === begin), rows: 1 };
        else {
          const kept = keptDetails(world, row, values.count[row] ?? 0);
          for (let ordinal = 0; ordinal < kept; ordinal++) {
            yield {
              text: written(writer.raw(values, row, ordinal, 'comma'), row === begin && ordinal === 0),
              rows: 1,
            };
          }
        }
      }
    },
  };
}
