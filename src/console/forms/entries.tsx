/** What is filled in within a form: choices, texts with what fits, lists, JSON. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { valuesOfText } from './model.ts';

/** What can be written into a field, by its name; none where nothing is known. */
export type Suggestions = (name: string) => readonly { readonly value: string; readonly label?: string }[];

interface SelectProps {
  readonly id: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly options: readonly (string | number | boolean)[];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

export const PlainSelect = ({ options, value, onChange, ...own }: SelectProps) => (
  <select {...own} onChange={({ currentTarget }) => onChange(options[currentTarget.selectedIndex - 1])}>
    <option value="" selected={value === undefined} />
    {options.map((option) => (
      <option key={String(option)} value={String(option)} selected={option === value}>
        {String(option)}
      </option>
    ))}
  </select>
);

interface ListProps {
  readonly id: string;
  readonly name: string;
  readonly help?: string;
  readonly label?: string;
  readonly value: unknown;
  readonly suggestions: Suggestions;
  readonly onChange: (value: unknown) => void;
}

/** Choices that are many are typed, with what fits; few are ticked. */
const mostTicks = 8;

export function Choices(props: ListProps & { readonly options: readonly (string | number)[] }) {
  const { options, value, onChange } = props;
  const chosen = Array.isArray(value) ? value : [];
  if (options.length > mostTicks) {
    const known: Suggestions = () => options.map((option) => ({ value: String(option) }));
    return <ListEntry {...props} suggestions={known} mayBeNumber={options.some((one) => typeof one === 'number')} />;
  }
  const turn = (option: string | number, isOn: boolean): void => {
    const next = options.filter((one) => (one === option ? isOn : chosen.includes(one)));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <div class="row">
      {options.map((option) => (
        <label key={option} class="tick">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ currentTarget }) => turn(option, currentTarget.checked)}
          />
          {option}
        </label>
      ))}
    </div>
  );
}

interface TextProps {
  readonly id: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly text: string;
  readonly known: ReturnType<Suggestions>;
  readonly onText: (text: string) => void;
  readonly placeholder?: string;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

export const TextEntry = ({ text, known, onText, ...own }: TextProps) => (
  <>
    <input
      {...own}
      type="text"
      list={known.length === 0 ? undefined : `${own.id}-known`}
      autocomplete="off"
      value={text}
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
    {known.length === 0 ? null : <Known id={`${own.id}-known`} known={known} />}
  </>
);

const Known = ({ id, known }: { readonly id: string; readonly known: ReturnType<Suggestions> }) => (
  <datalist id={id}>
    {known.map(({ value, label }) => (
      <option key={value} value={value} label={label === undefined ? undefined : `${label} (${value})`} />
    ))}
  </datalist>
);

/** Values one by one: what was typed is taken with Enter, a comma, or when one leaves. */
export function ListEntry({
  id,
  name,
  help,
  value,
  suggestions,
  onChange,
  mayBeNumber,
}: ListProps & { readonly mayBeNumber: boolean }) {
  const draft = useSignal('');
  const chosen = Array.isArray(value) ? (value as readonly (string | number)[]) : [];
  const known = suggestions(name);
  const take = (text: string): void => {
    draft.value = '';
    const more = valuesOfText(text, mayBeNumber).filter((one) => !chosen.includes(one));
    if (more.length > 0) onChange([...chosen, ...more]);
  };
  const typed = (text: string): void => {
    if (/[,\n]/.test(text) || known.some((one) => one.value === text)) take(text);
    else draft.value = text;
  };
  const drop = (one: string | number): void => {
    const left = chosen.filter((other) => other !== one);
    onChange(left.length === 0 ? undefined : left);
  };
  const labelOf = (one: string | number): string => known.find((other) => other.value === String(one))?.label ?? '';
  return (
    <div class="chosen" onFocusOut={() => take(draft.value)}>
      {chosen.map((one) => (
        <button
          key={one}
          type="button"
          class="chip"
          aria-label={`Remove ${one} from ${name}`}
          onClick={() => drop(one)}
        >
          {labelOf(one) === '' ? one : `${labelOf(one)} (${one})`} <span aria-hidden="true">×</span>
        </button>
      ))}
      <TextEntry
        id={id}
        aria-label={name}
        aria-describedby={help}
        text={draft.value}
        known={known}
        onText={typed}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || draft.value === '') return;
          event.preventDefault();
          take(draft.value);
        }}
      />
    </div>
  );
}

interface JsonProps {
  readonly id: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly rows?: number;
}

const jsonText = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** JSON as it is typed; while it is none, nothing changes and the field says so. */
export function JsonEntry({ value, onChange, rows = 3, ...own }: JsonProps) {
  const text = useSignal(jsonText(value));
  const isWrong = useSignal(false);
  useEffect(() => {
    // What was changed elsewhere takes the place of what stands here.
    if (!isWrong.peek() && compact(text.peek()) !== compact(jsonText(value))) text.value = jsonText(value);
  }, [value]);
  const typed = (next: string): void => {
    text.value = next;
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next));
      isWrong.value = false;
    } catch {
      isWrong.value = true;
    }
  };
  return (
    <>
      <textarea
        {...own}
        rows={rows}
        spellcheck={false}
        aria-invalid={isWrong.value}
        value={text.value}
        onInput={({ currentTarget }) => typed(currentTarget.value)}
      />
      {isWrong.value ? <p class="help bad">This is no JSON yet.</p> : null}
    </>
  );
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
