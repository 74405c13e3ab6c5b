/** Events of v1 as text for files: NDJSON, one JSON array, or CSV. */
import { makeSheet, put, putText, takeSheet, type Sheet } from '../../../kernel/bytes.ts';
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

/** So many bytes are handed on together. */
const pieceBytes = 262_144;

/** Makes the writer of one partition; only the first carries what begins a file, only the last what ends it. */
export function makeEventTexts(
  kind: Kind,
  format: Format,
  place: { readonly isFirst: boolean; readonly isLast: boolean },
): EventTexts {
  let writer: V1Writer | undefined;
  const columns = format === 'csv' ? columnsOf(models[kind]) : [];
  const [sheet, line] = [makeSheet(), makeSheet()];
  /** Writes an event with what the format puts around it. */
  const written = (isFirst: boolean, write: (to: Sheet) => void): void => {
    if (format === 'csv') {
      write(line);
      return putText(sheet, csvLine(takeSheet(line).toString(), columns));
    }
    if (format === 'json') put(sheet, isFirst ? newline : commaAndNewline);
    write(sheet);
    if (format === 'ndjson') put(sheet, newline);
  };
  const heads = { ndjson: '', json: '[', csv: csvHead(columns) };
  return {
    head: place.isFirst ? heads[format] : '',
    tail: format === 'json' && place.isLast ? '\n]\n' : '',
    *block({ world, columns: values, first, isFirst, length }) {
      const events = (writer ??= makeV1Writer(world));
      const begin = isFirst ? first : -1;
      let rows = 0;
      for (let row = first; row < first + length; row++) {
        const kept = kind === 'raw' ? keptDetails(world, row, values.count[row] ?? 0) : 1;
        for (let ordinal = 0; ordinal < kept; ordinal++) {
          written(row === begin && ordinal === 0, (to) =>
            kind === 'raw'
              ? events.raw(to, values, row, ordinal, 'comma')
              : events.aggregated(to, values, row, 'comma'),
          );
          rows++;
        }
        if (sheet.at < pieceBytes) continue;
        yield { bytes: sheet.bytes.subarray(0, sheet.at), rows };
        sheet.at = rows = 0;
      }
      if (rows > 0) yield { bytes: sheet.bytes.subarray(0, sheet.at), rows };
      sheet.at = 0;
    },
  };
}

const newline = Buffer.from('\n');
const commaAndNewline = Buffer.from(',\n');
