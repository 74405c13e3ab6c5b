/** One operation of the control plane: filled in, asked, and answered. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { askText, serverAddress } from '../../data/client.ts';
import { shelfOf, type DocumentedParameter, type FoundOperation, type OpenApiDocument } from '../../data/documents.ts';
import { lookAgain } from '../../data/world.ts';
import { JsonEntry } from '../../forms/entries.tsx';
import { SchemaFields } from '../../forms/form.tsx';
import { formFields, type FormField, type FormValues } from '../../forms/model.ts';
import { CopyBlock, saveFile } from '../../parts/copy.tsx';
import { confirmLoss } from '../../parts/dialog.tsx';
import { attempting } from '../../parts/notices.tsx';
import { ShownRequest } from '../../parts/shown-request.tsx';

interface FormProps {
  readonly operation: FoundOperation;
  readonly document: OpenApiDocument;
}

/** Characters of an answer that are shown. */
const longest = 100_000;
/** What never ends is followed elsewhere. */
const isEndless = ({ path }: FoundOperation): boolean => path.endsWith('/stream');
/** What takes something away, or puts something in the place of all there is. */
const isDestroying = ({ method, path }: FoundOperation): boolean =>
  method === 'DELETE' || method === 'PUT' || /\/(?:reset|restore)$/.test(path);

function fieldsIn(parameters: readonly DocumentedParameter[], place: string): readonly FormField[] {
  const own = parameters.filter((parameter) => parameter.in === place);
  const properties = Object.fromEntries(
    own.map(({ name, schema = {}, description = '' }) => [name, { ...schema, description }]),
  );
  const required = own.filter((parameter) => parameter.required === true).map(({ name }) => name);
  return formFields({ properties, required }, {});
}

/** The path with its parameters and the query, below the address of the server. */
function addressOf({ path }: FoundOperation, inPath: FormValues, inQuery: FormValues): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(inPath[name] ?? '')));
  const query = new URLSearchParams(Object.entries(inQuery).map(([name, value]) => [name, String(value)]));
  return query.toString() === '' ? filled : `${filled}?${query}`;
}

const readable = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

export function OperationForm({ operation, document }: FormProps) {
  const { method, parameters, body, summary } = operation;
  const inPath = useSignal<FormValues>({});
  const inQuery = useSignal<FormValues>({});
  const sent = useSignal<FormValues>({});
  const answer = useSignal<string | null>(null);
  const [pathFields, queryFields] = useMemo(
    () => [fieldsIn(parameters, 'path'), fieldsIn(parameters, 'query')],
    [parameters],
  );
  const bodyFields = useMemo(() => formFields(body ?? {}, shelfOf(document)), [body, document]);
  const address = addressOf(operation, inPath.value, inQuery.value);
  const given = body === null ? {} : { body: sent.value };
  const ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    const question = {
      title: `${method} ${address}?`,
      text: `${summary}. What it takes the place of is lost.`,
      action: 'Do it',
    };
    if (isDestroying(operation) && !(await confirmLoss(question))) return;
    await attempting(async () => {
      const asking = method as 'GET' | 'POST' | 'PUT' | 'DELETE';
      answer.value = await askText(address.replace(/^\/_sim/, ''), { method: asking, ...given });
    }, 'Done');
    await lookAgain();
  };
  const isMissing = pathFields.some(({ name }) => inPath.value[name] === undefined);
  return (
    <form class="stack" onSubmit={(event) => void ask(event)}>
      <p>{summary}.</p>
      <SchemaFields fields={pathFields} values={inPath.value} onChange={(next) => (inPath.value = next)} />
      <SchemaFields fields={queryFields} values={inQuery.value} onChange={(next) => (inQuery.value = next)} />
      {body === null ? null : bodyFields.length > 0 ? (
        <SchemaFields fields={bodyFields} values={sent.value} onChange={(next) => (sent.value = next)} />
      ) : (
        <label class="field">
          <span class="label">Body</span>
          <JsonEntry
            id="operation-body"
            value={sent.value}
            onChange={(next) => (sent.value = Object(next ?? {}) as FormValues)}
          />
        </label>
      )}
      <div class="row">
        <button type="submit" class="primary" disabled={isMissing || isEndless(operation)}>
          {isDestroying(operation) ? 'Ask…' : 'Ask'}
        </button>
        {isEndless(operation) ? <span class="quiet">It never ends: Traffic follows it.</span> : null}
      </div>
      {answer.value === null ? null : <Answer text={answer.value} name={operation.id} />}
      <details>
        <summary>The request</summary>
        <ShownRequest request={{ method, url: serverAddress + address, access: null, ...given }} />
      </details>
    </form>
  );
}

function Answer({ text, name }: { readonly text: string; readonly name: string }) {
  const shown = readable(text);
  return (
    <section class="stack tight" aria-label="Answer">
      <div class="row">
        <h3 class="grow">{text === '' ? 'Done; there is nothing to show.' : 'Answer'}</h3>
        {text === '' ? null : (
          <button type="button" onClick={() => saveFile(`${name}.txt`, text, 'text/plain')}>
            Save
          </button>
        )}
      </div>
      {text === '' ? null : (
        <CopyBlock text={shown.length > longest ? `${shown.slice(0, longest)}\n…` : shown} what="the answer" />
      )}
    </section>
  );
}
