/** Faults: which rules there are and how often each hit; a rule is made from a preset or from the schema. */
import { useSignal } from '@preact/signals';
import { askPlane } from '../data/client.ts';
import { narrow, placed } from '../data/place.ts';
import { useTold } from '../data/told.ts';
import { lookAgain, played } from '../data/world.ts';
import { JsonEntry } from '../forms/entries.tsx';
import { CopyBlock } from '../parts/copy.tsx';
import { confirmLoss, Dialog } from '../parts/dialog.tsx';
import { attempting } from '../parts/notices.tsx';
import { EmptyNote, Shown } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';
import { FaultForm } from './faults/form.tsx';
import { headerOfEffect, inOneLine, type FaultRule } from './faults/presets.ts';

interface FaultState extends FaultRule {
  readonly id: string;
  readonly seen: number;
  readonly hits: number;
  readonly class: string;
}

/** The rule as it was added. */
const ruleOf = ({ id, match, effect, times }: FaultRule): FaultRule => ({
  ...(id !== undefined && { id }),
  ...(match !== undefined && { match }),
  effect,
  ...(times !== undefined && { times }),
});

const classMarks: Readonly<Record<string, string>> = { promised: 'low', known: 'medium', hostile: 'high' };

const columns: readonly TableColumn<FaultState>[] = [
  { key: 'id', title: 'Rule', width: 'minmax(7rem, 1fr)', cell: ({ id }) => id, sort: ({ id }) => id },
  {
    key: 'effect',
    title: 'Effect',
    width: 'minmax(10rem, 2fr)',
    cell: ({ effect }) => <span class="mono">{inOneLine(effect)}</span>,
  },
  {
    key: 'match',
    title: 'For',
    width: 'minmax(8rem, 2fr)',
    cell: ({ match = {} }) => (Object.keys(match).length === 0 ? 'all requests' : inOneLine(match)),
  },
  {
    key: 'class',
    title: 'Class',
    width: '7rem',
    cell: ({ class: kind }) => <span class={`severity ${classMarks[kind] ?? ''}`}>{kind}</span>,
    sort: ({ class: kind }) => kind,
  },
  { key: 'seen', title: 'Seen', width: '5rem', cell: ({ seen }) => seen, sort: ({ seen }) => seen, isNumber: true },
  {
    key: 'hits',
    title: 'Hits',
    width: '6rem',
    cell: ({ hits, times }) => (times === undefined ? hits : `${hits} of ${times}`),
    sort: ({ hits }) => hits,
    isNumber: true,
  },
];

export function FaultsView() {
  const changes = useSignal(0);
  const told = useTold((until) => {
    void played.value;
    void changes.value;
    return askPlane<{ readonly faults: readonly FaultState[] }>('/faults', { signal: until });
  }, true);
  const changed = async (): Promise<void> => {
    changes.value++;
    await lookAgain();
  };
  const edits = useSignal(false);
  const rules = told.value.value?.faults ?? [];
  const clear = async (): Promise<void> => {
    const isMeant = await confirmLoss({
      title: 'Take all fault rules away?',
      text: `${rules.length} rules and their counts are forgotten; answers are then as the vendors give them.`,
      action: 'Take away',
    });
    if (isMeant) await attempting(() => askPlane('/faults', { method: 'DELETE' }), 'There are no faults').then(changed);
  };
  return (
    <div class="view">
      <header>
        <h1>Faults</h1>
        <span class="quiet grow">what clients must survive: each rule says whom it meets and what it does</span>
        <button type="button" onClick={() => (edits.value = true)}>
          Edit all as JSON
        </button>
        <button type="button" class="danger" disabled={rules.length === 0} onClick={() => void clear()}>
          Take all away…
        </button>
      </header>
      <Shown told={told}>
        {({ faults }) =>
          faults.length === 0 ? (
            <EmptyNote title="No faults">
              Add one below: a preset is a press away, and the form has all the rest.
            </EmptyNote>
          ) : (
            <div style={{ height: `${Math.min(7, faults.length + 1) * 2.25 + 0.5}rem` }}>
              <DataTable
                label="Fault rules"
                columns={columns}
                rows={faults}
                keyOf={({ id }) => id}
                opened={placed('rule')}
                onOpen={({ id }) => narrow({ rule: id }, true)}
              />
            </div>
          )
        }
      </Shown>
      <FaultForm onAdded={() => void changed()} />
      <OpenedRule rule={rules.find(({ id }) => id === placed('rule'))} onChange={() => void changed()} />
      {edits.value ? (
        <AllRules rules={rules} onClose={() => (edits.value = false)} onChange={() => void changed()} />
      ) : null}
    </div>
  );
}

interface OpenedProps {
  readonly rule: FaultState | undefined;
  readonly onChange: () => void;
}

function OpenedRule({ rule, onChange }: OpenedProps) {
  const counts = useTold(async (until) => {
    void played.value;
    const name = placed('rule');
    return name === '' ? null : askPlane<FaultState>(`/faults/${encodeURIComponent(name)}`, { signal: until });
  }, true);
  if (rule === undefined) return null;
  const { seen, hits } = counts.value.value ?? rule;
  const close = (): void => narrow({ rule: '' });
  const remove = async (): Promise<void> => {
    const path = `/faults/${encodeURIComponent(rule.id)}`;
    const isMeant = await confirmLoss({
      title: `Take ${rule.id} away?`,
      text: 'The rule and its counts are forgotten.',
      action: 'Take away',
    });
    if (!isMeant) return;
    // Nobody asks of a rule that is going.
    close();
    await attempting(() => askPlane(path, { method: 'DELETE' }), `${rule.id} is taken away`);
    onChange();
  };
  const { id, effect, times } = rule;
  return (
    <Dialog title={`Rule ${id}`} onClose={close}>
      <p>
        Seen by {seen} requests, hit {hits}
        {times === undefined ? '' : ` of ${times}`}. Class: {rule.class}.
      </p>
      <CopyBlock text={JSON.stringify(ruleOf(rule), null, 2)} what="the rule" />
      <h3>For one request</h3>
      <CopyBlock text={headerOfEffect(effect)} what="the header" />
      <div class="actions">
        <button type="button" class="danger" onClick={() => void remove()}>
          Take away…
        </button>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

interface AllProps {
  readonly rules: readonly FaultState[];
  readonly onClose: () => void;
  readonly onChange: () => void;
}

function AllRules({ rules, onClose, onChange }: AllProps) {
  const faults = useSignal<unknown>(rules.map(ruleOf));
  const put = async (): Promise<void> => {
    const body = { faults: faults.value ?? [] };
    if (await attempting(() => askPlane('/faults', { method: 'PUT', body }), 'The rules are in place')) onClose();
    onChange();
  };
  return (
    <Dialog title="All rules" isWide onClose={onClose}>
      <label class="field">
        <span class="label">They take the place of all there are, in this order</span>
        <JsonEntry id="all-rules" value={faults.value} rows={18} onChange={(value) => (faults.value = value)} />
      </label>
      <div class="actions">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={() => void put()}>
          Put in place
        </button>
      </div>
    </Dialog>
  );
}
