/** Labels of alarms: what they were born with, and what was put on or taken off since. Source: docs/contract/usm.md §3. */
import { ApiError } from '../../../kernel/fault.ts';
import { unlessFull } from '../../../kernel/quota.ts';
import type { Applier } from '../../../state/state.ts';
import type { State } from '../../../state/state.ts';
import type { ProductCommands } from '../../shared/commands.ts';
import type { Tenant } from './tenant.ts';
import type { Disposition } from './disposition.ts';

const tableName = 'usm/labels';

interface LabelData {
  /** Row of the alarm. */
  readonly row: number;
  /** Id of the label. */
  readonly label: string;
  readonly present: boolean;
  /** Id of the API client that asked. */
  readonly client: string;
}

/** Puts a label on an alarm, or takes it off; doing it again changes nothing. */
const applyLabel: Applier = (overlay, command) => {
  const { row, label, present } = command.data as unknown as LabelData;
  overlay.table<boolean>(tableName).set(`${row} ${label.toLowerCase()}`, present);
  return null;
};

/** The commands of USM Anywhere: each kind with the function that applies it. */
export const usmAppliers: Readonly<Record<string, Applier>> = { 'usm/label': applyLabel };

/** Labels that people of stories put on. */
export const labellingsOf: ProductCommands['storyCommands'] = (_, action, rows) =>
  action.kind !== 'label'
    ? []
    : rows.map((row) => ({
        kind: 'usm/label',
        data: { row, label: action.label, present: true, client: '' },
      }));

const none: readonly string[] = [];

/** Assumed: that a server without room for more refuses as one that is not available. */
const full = (): Error => new ApiError(503, [{ message: 'Service Unavailable', template: 'declared', field: null }]);

/** No account of Argus wrote it. */
const nobody = -1;

export type Labels = Readonly<ReturnType<typeof makeLabels>>;

export function makeLabels(labels: Tenant['labels'], state: State, disposition: Disposition) {
  const alone = labels.map(({ id }) => [id]);
  return {
    /** Ids of an alarm's labels, in the tenant's order. */
    of: (row: number): readonly string[] => {
      const changed = state.table<boolean>(tableName);
      const born = disposition.label(row, labels.length);
      if (changed.size === 0) return born === null ? none : (alone[born] ?? none);
      return labels.flatMap(({ id }, place) => ((changed.get(`${row} ${id}`) ?? place === born) ? [id] : []));
    },
    /** Whether somebody put the label with this id on an alarm, and nobody took it off since. */
    isPutOn: (row: number, id: string): boolean => state.table<boolean>(tableName).get(`${row} ${id}`) === true,
    isKnown: (id: string): boolean => labels.some((label) => label.id === id.toLowerCase()),
    /** Writes a command; resolves when it is applied. `now` is epoch milliseconds. */
    set: async (data: LabelData, now: number): Promise<void> => {
      const label = data.label.toLowerCase();
      await unlessFull(() => state.write('usm/label', state.nextInstant(now), nobody, { ...data, label }), full);
    },
  };
}
