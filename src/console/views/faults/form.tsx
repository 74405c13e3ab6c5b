/** A new fault rule: begun from a preset, filled in by the form that the schema makes, shown as a request and as a header. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { askPlane, planeAddress } from '../../data/client.ts';
import { controlDocument, operationsIn, productsDocument, shelfOf } from '../../data/documents.ts';
import { useTold } from '../../data/told.ts';
import type { Suggestions } from '../../forms/entries.tsx';
import { SchemaFields } from '../../forms/form.tsx';
import { formFields, withField, type FormField, type FormValues } from '../../forms/model.ts';
import { CopyBlock } from '../../parts/copy.tsx';
import { attempting } from '../../parts/notices.tsx';
import { Shown } from '../../parts/states.tsx';
import { ShownRequest } from '../../parts/shown-request.tsx';
import { headerOfEffect, presetGroups, type FaultPreset } from './presets.ts';

const addition = 'addFault';

export function FaultForm({ onAdded }: { readonly onAdded: () => void }) {
  const values = useSignal<FormValues>({});
  /** Another number is another form: a preset begins it anew. */
  const round = useSignal(0);
  const told = useTold(controlDocument, true);
  const begin = ({ effect, match, times }: FaultPreset): void => {
    values.value = { effect, ...(match !== undefined && { match }), ...(times !== undefined && { times }) };
    round.value++;
  };
  const add = async (): Promise<void> => {
    const isAdded = await attempting(
      () => askPlane('/faults', { method: 'POST', body: values.value }),
      'The rule is in place',
    );
    if (!isAdded) return;
    values.value = {};
    round.value++;
    onAdded();
  };
  const said = values.value['effect'];
  return (
    <section class="card" aria-labelledby="new-fault">
      <h2 id="new-fault">Add a rule</h2>
      <div class="presets">
        {presetGroups.map(({ title, presets }) => (
          <div key={title} role="group" aria-label={title}>
            <h3>{title}</h3>
            <div class="row">
              {presets.map((preset) => (
                <button key={preset.title} type="button" onClick={() => begin(preset)}>
                  {preset.title}
                </button>
              ))}
            </div>
          </div>
        ))}
      </div>
      <Shown told={told}>
        {(document) => (
          <RuleFields
            key={round.value}
            fields={formFields(operationsIn(document).find(({ id }) => id === addition)?.body ?? {}, shelfOf(document))}
            values={values.value}
            onChange={(next) => (values.value = next)}
          />
        )}
      </Shown>
      <div class="actions">
        <button
          type="button"
          onClick={() => {
            values.value = {};
            round.value++;
          }}
        >
          Empty the form
        </button>
        <button type="button" class="primary" disabled={said === undefined} onClick={() => void add()}>
          Add the rule
        </button>
      </div>
      {said === undefined ? null : (
        <div class="cards">
          <div class="stack tight">
            <h3>For one request: the client sends this header, and no rule is kept</h3>
            <CopyBlock text={headerOfEffect(said as FaultPreset['effect'])} what="the header" />
          </div>
          <div class="stack tight">
            <h3>The same rule by a request</h3>
            <ShownRequest
              request={{ method: 'POST', url: `${planeAddress}/faults`, access: null, body: values.value }}
            />
          </div>
        </div>
      )}
    </section>
  );
}

interface RuleProps {
  readonly fields: readonly FormField[];
  readonly values: FormValues;
  readonly onChange: (values: FormValues) => void;
}

/** What is filled in stands open; all other effects are a press away. */
function RuleFields({ fields, values, onChange }: RuleProps) {
  const operations = useSignal<readonly { readonly value: string; readonly label: string }[]>([]);
  useEffect(() => {
    void productsDocument().then(
      (document) =>
        (operations.value = operationsIn(document).map(({ id, summary }) => ({ value: id, label: summary }))),
      () => undefined,
    );
  }, []);
  const suggestions: Suggestions = (name) => (name === 'operation' ? operations.value : []);
  const isOpen = useMemo(() => Object.keys(values).length > 0, []);
  const within = (name: string): readonly FormField[] => {
    const shape = fields.find((field) => field.name === name)?.shape;
    return shape?.kind === 'record' ? shape.fields : [];
  };
  const change = (name: string, next: FormValues): void =>
    onChange(withField(values, name, Object.keys(next).length === 0 ? undefined : next));
  const others = fields.filter(({ name }) => name !== 'effect' && name !== 'match');
  return (
    <div class="stack">
      {['effect', 'match'].map((name) => (
        <details key={name} open={isOpen && values[name] !== undefined}>
          <summary>{name === 'effect' ? 'What becomes of the answer' : 'Which requests it is for'}</summary>
          <SchemaFields
            fields={within(name)}
            values={Object(values[name] ?? {}) as FormValues}
            onChange={(next) => change(name, next)}
            suggestions={suggestions}
          />
        </details>
      ))}
      <SchemaFields fields={others} values={values} onChange={onChange} />
    </div>
  );
}
