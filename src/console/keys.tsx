/** What the keys do. */
import { Fragment } from 'preact';
import { consoleViews } from './views/index.ts';
import { keyOfPlace } from './views/names.ts';
import { Dialog } from './parts/dialog.tsx';

export const placeOfKey = (key: string): number => (/^\d$/.test(key) ? (Number(key) + 9) % 10 : -1);

const others: readonly (readonly [keys: string, what: string])[] = [
  ['?', 'These keys'],
  ['/', 'To the search field of the view'],
  ['Space', 'Let the clock run, or freeze it'],
  ['↑ ↓ Home End', 'Along the rows of a table'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close what is open'],
];

export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="Keys" onClose={onClose}>
    <dl class="facts">
      {consoleViews.slice(0, 9).map(({ name, title }, place) => (
        <Fragment key={name}>
          <dt>
            <kbd>{keyOfPlace(place)}</kbd>
          </dt>
          <dd>{title}</dd>
        </Fragment>
      ))}
      {others.map(([keys, what]) => (
        <Fragment key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{what}</dd>
        </Fragment>
      ))}
    </dl>
    <form method="dialog" class="actions">
      <button type="submit">Close</button>
    </form>
  </Dialog>
);
