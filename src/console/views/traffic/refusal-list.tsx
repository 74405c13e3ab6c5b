/** What clients got wrong: which rule, how often, and the latest request of each. */
import { narrow } from '../../data/place.ts';
import type { RefusalGroup } from './refusals.ts';
import { StatusMark } from './status.tsx';

/** Kinds of refusals that are shown. */
const most = 20;

export function RefusalList({ groups }: { readonly groups: readonly RefusalGroup[] }) {
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <details class="card refusals">
      <summary>
        <strong class="bad">{total} refused</strong>{' '}
        <span class="quiet">
          in {groups.length} {groups.length === 1 ? 'way' : 'ways'}, most often: {groups[0]?.message}
        </span>
      </summary>
      <div class="scrolls" tabIndex={0} role="region" aria-label="Refusals by rule">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col" class="number">
                Times
              </th>
              <th scope="col">Status</th>
              <th scope="col">Operation</th>
              <th scope="col">Field</th>
              <th scope="col">What was wrong</th>
              <th scope="col">Rule</th>
              <th scope="col">Latest</th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, most).map(({ key, count, status, operation, field, message, rule, latest }) => (
              <tr key={key}>
                <td class="number">{count}</td>
                <td>
                  <StatusMark status={status} />
                </td>
                <td>{operation}</td>
                <td class="mono">{field}</td>
                <td>{message}</td>
                <td class="mono quiet">{rule === message ? '' : rule}</td>
                <td>
                  <button type="button" class="plain" onClick={() => narrow({ request: String(latest) }, true)}>
                    #{latest}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {groups.length > most ? <p class="quiet">And {groups.length - most} more.</p> : null}
      </div>
    </details>
  );
}
