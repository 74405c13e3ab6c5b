/** Sinks: what clients handed on, and whether it is what the products showed. */
import { useSignal } from '@preact/signals';
import { askPlane, serverAddress } from '../data/client.ts';
import { controlDocument, operationsIn, shelfOf } from '../data/documents.ts';
import { narrow, placed } from '../data/place.ts';
import { useTold } from '../data/told.ts';
import { played } from '../data/world.ts';
import { SchemaFields } from '../forms/form.tsx';
import { formFields, type FormValues } from '../forms/model.ts';
import { CopyBlock } from '../parts/copy.tsx';
import { confirmLoss } from '../parts/dialog.tsx';
import { attempting } from '../parts/notices.tsx';
import { SidePanel } from '../parts/panel.tsx';
import { EmptyNote, Shown } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';
import { placedTab, Tabs } from '../parts/tabs.tsx';
import { SinkVerdict, type ToldVerification } from './sinks/verdict.tsx';

interface Delivery {
  readonly seq: number;
  readonly at: string;
  readonly form: string;
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly records: number;
  readonly status: number | null;
  readonly faults: readonly string[];
  readonly body: string;
  readonly truncated: boolean;
}

interface ToldSink {
  readonly name: string;
  readonly count: number;
  readonly records: number;
  readonly bytes: number;
  readonly deliveries?: readonly Delivery[];
}

/** Deliveries of a sink that are asked for. */
const most = 500;

const columns: readonly TableColumn<ToldSink>[] = [
  { key: 'name', title: 'Sink', width: 'minmax(8rem, 2fr)', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'count',
    title: 'Deliveries',
    width: '7rem',
    cell: ({ count }) => count,
    sort: ({ count }) => count,
    isNumber: true,
  },
  {
    key: 'records',
    title: 'Things',
    width: '7rem',
    cell: ({ records }) => records,
    sort: ({ records }) => records,
    isNumber: true,
  },
  {
    key: 'bytes',
    title: 'Bytes',
    width: '7rem',
    cell: ({ bytes }) => bytes,
    sort: ({ bytes }) => bytes,
    isNumber: true,
  },
];

export function SinksView() {
  const changes = useSignal(0);
  const told = useTold((until) => {
    void played.value;
    void changes.value;
    return askPlane<{ readonly sinks: readonly ToldSink[] }>('/sinks', { signal: until });
  }, true);
  const opened = placed('sink');
  const sinks = told.value.value?.sinks ?? [];
  const clear = async (): Promise<void> => {
    const isMeant = await confirmLoss({
      title: 'Forget all sinks?',
      text: 'What clients handed on is lost.',
      action: 'Forget',
    });
    if (!isMeant) return;
    await attempting(() => askPlane('/sinks', { method: 'DELETE' }), 'There are no sinks');
    changes.value++;
    narrow({ sink: '' });
  };
  return (
    <div class="view fills">
      <header>
        <h1>Sinks</h1>
        <span class="quiet grow">what clients hand on, held against what the products showed</span>
        <button type="button" class="danger" disabled={sinks.length === 0} onClick={() => void clear()}>
          Forget all…
        </button>
      </header>
      <Shown told={told}>
        {() => (
          <div class={opened === '' ? 'beside' : 'beside open'}>
            {sinks.length === 0 ? (
              <HowToBegin />
            ) : (
              <DataTable
                label="Sinks"
                columns={columns}
                rows={sinks}
                keyOf={({ name }) => name}
                opened={opened}
                onOpen={({ name }) => narrow({ sink: name }, true)}
              />
            )}
            {opened === '' ? null : (
              <SidePanel title={`Sink ${opened}`} onClose={closeSink}>
                <SinkDetail key={opened} name={opened} onGone={() => changes.value++} />
              </SidePanel>
            )}
          </div>
        )}
      </Shown>
    </div>
  );
}

const closeSink = (): void => narrow({ sink: '' });

const HowToBegin = () => (
  <div class="stack tight">
    <EmptyNote title="Nobody has handed anything on">
      Point a client’s output at a sink of any name: a webhook, Splunk HEC, Elasticsearch or syslog; it is there from
      its first delivery on.
    </EmptyNote>
    <CopyBlock
      text={`curl -s -X POST -H 'Content-Type: application/json' ${serverAddress}/_sink/mine -d '{"id":"an event"}'`}
      what="a delivery to try"
    />
  </div>
);

const tabs = [
  { name: 'deliveries', title: 'Deliveries' },
  { name: 'verify', title: 'Verify' },
];

function SinkDetail({ name, onGone }: { readonly name: string; readonly onGone: () => void }) {
  const current = placedTab(tabs);
  const remove = async (): Promise<void> => {
    const isMeant = await confirmLoss({ title: `Forget ${name}?`, text: 'What it took is lost.', action: 'Forget' });
    if (!isMeant) return;
    const isDone = await attempting(
      () => askPlane(`/sinks/${encodeURIComponent(name)}`, { method: 'DELETE' }),
      `${name} is forgotten`,
    );
    if (isDone) closeSink();
    onGone();
  };
  return (
    <Tabs label="Of the sink" tabs={tabs} current={current} onTab={(tab) => narrow({ tab })}>
      <div class="stack">
        {current === 'deliveries' ? <Deliveries name={name} /> : <VerifyForm name={name} />}
        <div class="actions">
          <button type="button" class="danger" onClick={() => void remove()}>
            Forget this sink…
          </button>
        </div>
      </div>
    </Tabs>
  );
}

function Deliveries({ name }: { readonly name: string }) {
  const told = useTold((until) => {
    void played.value;
    return askPlane<ToldSink>(`/sinks/${encodeURIComponent(name)}?limit=${most}`, { signal: until });
  }, true);
  return (
    <Shown told={told}>
      {({ deliveries = [], count }) => (
        <div class="stack tight">
          <p class="quiet">
            {deliveries.length} of {count}, the newest first
          </p>
          {deliveries
            .toReversed()
            .slice(0, 50)
            .map(({ seq, at, form, method, path, status, records, faults, body, truncated }) => (
              <details key={seq}>
                <summary>
                  #{seq} <span class="mono">{at.slice(11, 19)}</span> {form} {method} {path} · {records} things ·{' '}
                  {status ?? 'no answer'} {faults.join(', ')}
                </summary>
                <CopyBlock text={truncated ? `${body}\n…` : body} what={`delivery ${seq}`} />
              </details>
            ))}
          {deliveries.length > 50 ? <p class="quiet">And {deliveries.length - 50} before them.</p> : null}
        </div>
      )}
    </Shown>
  );
}

function VerifyForm({ name }: { readonly name: string }) {
  const values = useSignal<FormValues>({});
  const verdict = useSignal<ToldVerification | null>(null);
  const told = useTold(controlDocument, true);
  const verify = (event: Event): void => {
    event.preventDefault();
    const path = `/sinks/${encodeURIComponent(name)}/verify`;
    void attempting(async () => {
      verdict.value = await askPlane<ToldVerification>(path, { method: 'POST', body: values.value });
    });
  };
  return (
    <form class="stack" onSubmit={verify}>
      <Shown told={told}>
        {(document) => (
          <details>
            <summary>What should have been handed on; all that was to be seen when nothing is said</summary>
            <SchemaFields
              fields={formFields(
                operationsIn(document).find(({ id }) => id === 'verifySink')?.body ?? {},
                shelfOf(document),
              )}
              values={values.value}
              onChange={(next) => (values.value = next)}
            />
          </details>
        )}
      </Shown>
      <div class="row">
        <button type="submit" class="primary">
          Verify
        </button>
      </div>
      {verdict.value === null ? null : <SinkVerdict verdict={verdict.value} />}
    </form>
  );
}
