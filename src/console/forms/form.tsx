/** The fields of a form that was made from a schema; what is left empty is not sent. */
import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Choices, JsonEntry, ListEntry, PlainSelect, TextEntry, type Suggestions } from './entries.tsx';
import { valueOfText, withField, type FieldShape, type FormField, type FormValues } from './model.ts';

interface FieldsProps {
  readonly fields: readonly FormField[];
  readonly values: FormValues;
  readonly onChange: (values: FormValues) => void;
  readonly suggestions?: Suggestions;
}

const nothing: Suggestions = () => [];

export const SchemaFields = ({ fields, values, onChange, suggestions = nothing }: FieldsProps) => (
  <div class="fields">
    {fields.map((field) => (
      <SchemaField
        key={field.name}
        field={field}
        value={values[field.name]}
        suggestions={suggestions}
        onChange={(value) => onChange(withField(values, field.name, value))}
      />
    ))}
  </div>
);

interface FieldProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly suggestions: Suggestions;
  readonly onChange: (value: unknown) => void;
}

const isGroup = ({ kind }: FieldShape): boolean => kind === 'record' || kind === 'either' || kind === 'choices';

function SchemaField({ field, value, suggestions, onChange }: FieldProps) {
  const { name, description, isRequired, shape } = field;
  const id = useId();
  const help = description === '' ? undefined : `${id}-help`;
  const label = (
    <>
      {name}
      {isRequired ? ' *' : ''}
    </>
  );
  const entry = (
    <Entry
      {...{ id, name, shape, value, suggestions, onChange }}
      {...(help !== undefined && { help })}
      {...(isGroup(shape) && { label: name })}
    />
  );
  const note =
    help === undefined ? null : (
      <p id={help} class="help">
        {description}
      </p>
    );
  if (isGroup(shape))
    return (
      <fieldset class={`field of-${shape.kind}`}>
        <legend>{label}</legend>
        {entry}
        {note}
      </fieldset>
    );
  return (
    <div class={`field of-${shape.kind}`}>
      <label class="label" for={id}>
        {label}
      </label>
      {entry}
      {note}
    </div>
  );
}

interface EntryProps {
  readonly id: string;
  readonly name: string;
  readonly help?: string;
  /** What it is called where no label stands beside it. */
  readonly label?: string;
  readonly shape: FieldShape;
  readonly value: unknown;
  readonly suggestions: Suggestions;
  readonly onChange: (value: unknown) => void;
}

function Entry(props: EntryProps) {
  const { id, name, help, label, shape, value, suggestions, onChange } = props;
  const own = { id, 'aria-describedby': help, 'aria-label': label };
  switch (shape.kind) {
    case 'flag':
      return <PlainSelect {...own} options={[true, false]} value={value} onChange={onChange} />;
    case 'constant':
      return (
        <input
          {...own}
          type="checkbox"
          checked={value !== undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? shape.value : undefined)}
        />
      );
    case 'choice':
      return <PlainSelect {...own} options={shape.options} value={value} onChange={onChange} />;
    case 'choices':
      return <Choices {...props} options={shape.options} />;
    case 'number':
      return (
        <input
          {...own}
          type="number"
          min={shape.least}
          max={shape.most}
          step={shape.isWhole ? 1 : 'any'}
          value={typeof value === 'number' ? value : ''}
          onInput={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? undefined : Number(currentTarget.value))
          }
        />
      );
    case 'text':
      return (
        <TextEntry
          {...own}
          text={value === undefined ? '' : String(value)}
          known={suggestions(name)}
          onText={(text) => onChange(text === '' ? undefined : valueOfText(text, shape.mayBeNumber))}
        />
      );
    case 'list':
      return <ListEntry {...props} mayBeNumber={shape.mayBeNumber} />;
    case 'record':
      return (
        <SchemaFields
          fields={shape.fields}
          values={Object(value ?? {}) as FormValues}
          suggestions={suggestions}
          onChange={(values) => onChange(Object.keys(values).length === 0 ? undefined : values)}
        />
      );
    case 'either':
      return <EitherEntry {...props} options={shape.options} />;
    case 'json':
      return <JsonEntry {...own} value={value} onChange={onChange} />;
  }
}

function EitherEntry(
  props: EntryProps & { readonly options: Extract<FieldShape, { readonly kind: 'either' }>['options'] },
): ComponentChildren {
  const { id, name, value, onChange, options } = props;
  const found = options.findIndex(({ shape }) => isOfShape(value, shape));
  const at = useSignal(Math.max(0, found));
  const option = options[at.value] ?? options[0];
  if (option === undefined) return null;
  return (
    <>
      <div class="group" role="group" aria-label={`How ${name} is said`}>
        {options.map(({ title }, place) => (
          <button
            key={title}
            type="button"
            aria-pressed={place === at.value}
            onClick={() => {
              at.value = place;
              onChange(undefined);
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <Entry {...props} key={option.title} id={`${id}-${at.value}`} shape={option.shape} />
    </>
  );
}

function isOfShape(value: unknown, { kind }: FieldShape): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value)) return kind === 'list' || kind === 'choices' || kind === 'json';
  if (typeof value === 'object') return kind === 'record' || kind === 'json';
  if (typeof value === 'number') return kind === 'number' || kind === 'choice';
  if (typeof value === 'boolean') return kind === 'flag' || kind === 'constant';
  return kind === 'text' || kind === 'choice';
}
