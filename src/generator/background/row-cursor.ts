/** The row that is being filled in: where it stands, and what its values follow from. */
import type { Columns } from '../../model/columns.ts';
import type { Customer, Detail } from '../../model/world.ts';
import type { Draws } from '../timeline/row-block.ts';

export interface RowCursor {
  readonly columns: Columns;
  at: number;
  draws: Draws;
  detail: Detail;
  customer: Customer;
  /** The severity that it has, where that does not follow from its alarm. */
  severity: number | null;
  /** Milliseconds that the event was held up on its way. */
  late: number;
}

/** A cursor over columns; all that is not there yet must be set before it is read. */
export const makeRowCursor = (columns: Columns, at = 0): RowCursor => ({
  columns,
  at,
  draws: noDraws,
  detail: undefined as unknown as Detail,
  customer: undefined as unknown as Customer,
  severity: null,
  late: 0,
});
const noDraws = new Uint32Array(12);
