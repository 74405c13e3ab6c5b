/** Every operation of the control plane, from its own document: what it takes as a form, and what it answers. */
import { useMemo } from 'preact/hooks';
import { controlDocument, operationsIn, type FoundOperation, type OpenApiDocument } from '../data/documents.ts';
import { narrow, placed } from '../data/place.ts';
import { useTold } from '../data/told.ts';
import { SidePanel } from '../parts/panel.tsx';
import { Shown } from '../parts/states.tsx';
import { DataTable, type TableColumn } from '../parts/table.tsx';
import { OperationForm } from './operations/form.tsx';

const columns: readonly TableColumn<FoundOperation>[] = [
  { key: 'method', title: 'Method', width: '6rem', cell: ({ method }) => method, sort: ({ method }) => method },
  {
    key: 'path',
    title: 'Path',
    width: 'minmax(13rem, 1fr)',
    cell: ({ path }) => <span class="mono">{path}</span>,
    sort: ({ path }) => path,
  },
  { key: 'summary', title: 'What it does', width: 'minmax(16rem, 2fr)', cell: ({ summary }) => summary },
  { key: 'id', title: 'Operation', width: '11rem', cell: ({ id }) => id, sort: ({ id }) => id },
];

export function ControlView() {
  const told = useTold(controlDocument);
  return (
    <div class="view fills">
      <header>
        <h1>Control plane</h1>
        <input
          type="search"
          class="search"
          data-search
          aria-label="Find an operation"
          placeholder="Find an operation"
          value={placed('find')}
          onInput={({ currentTarget }) => narrow({ find: currentTarget.value })}
        />
      </header>
      <Shown told={told}>{(document) => <Operations document={document} />}</Shown>
    </div>
  );
}

function Operations({ document }: { readonly document: OpenApiDocument }) {
  const all = useMemo(() => operationsIn(document), [document]);
  const wanted = placed('find').toLowerCase();
  const rows = useMemo(
    () => all.filter(({ id, path, summary }) => `${id} ${path} ${summary}`.toLowerCase().includes(wanted)),
    [all, wanted],
  );
  const opened = all.find(({ id }) => id === placed('operation'));
  return (
    <div class={opened === undefined ? 'beside' : 'beside open'}>
      <DataTable
        label="Operations"
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        opened={opened?.id ?? ''}
        onOpen={({ id }) => narrow({ operation: id }, true)}
      />
      {opened === undefined ? null : (
        <SidePanel title={opened.id} onClose={closeOperation}>
          <OperationForm key={opened.id} operation={opened} document={document} />
        </SidePanel>
      )}
    </div>
  );
}

const closeOperation = (): void => narrow({ operation: '' });
