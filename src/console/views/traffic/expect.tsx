/** A request as an expectation, held against the journal: the body of a verify request that a test can take along. */
import { useSignal } from '@preact/signals';
import { askPlane, planeAddress } from '../../data/client.ts';
import { JsonEntry } from '../../forms/entries.tsx';
import { attempting } from '../../parts/notices.tsx';
import { ShownRequest } from '../../parts/shown-request.tsx';
import { expectationOf } from './expectation.ts';
import type { JournalRequest } from './entries.ts';
import { planeOfWorld } from './live.ts';

interface Verdict {
  readonly matched: boolean;
  readonly expectations: readonly {
    readonly matched: boolean;
    readonly expected: string;
    readonly seen: number;
    readonly entries: readonly number[];
    readonly nearest: readonly {
      readonly differences: readonly { readonly where: string; readonly expected: unknown; readonly seen: unknown }[];
    }[];
  }[];
}

export function ExpectationForm({ entry, world }: { readonly entry: JournalRequest; readonly world: string }) {
  const asked = useSignal<unknown>({ expect: [expectationOf(entry)] });
  const verdict = useSignal<Verdict | null>(null);
  const path = `${planeOfWorld(world)}/journal/verify`;
  const verify = (): Promise<boolean> =>
    attempting(async () => {
      verdict.value = await askPlane<Verdict>(path, { method: 'POST', body: asked.value });
    });
  return (
    <div class="stack">
      <label class="field">
        <span class="label">Expected; more members, other times, or fewer</span>
        <JsonEntry
          id="expected"
          value={asked.value}
          rows={14}
          onChange={(value) => {
            asked.value = value;
            verdict.value = null;
          }}
        />
      </label>
      <div class="row">
        <button type="button" class="primary" onClick={() => void verify()}>
          Verify
        </button>
        <span role="status">
          {verdict.value === null ? '' : verdict.value.matched ? 'As expected.' : 'Not as expected.'}
        </span>
      </div>
      {verdict.value === null || verdict.value.matched ? null : <Differences verdict={verdict.value} />}
      <h3>As a request</h3>
      <ShownRequest
        request={{ method: 'POST', url: new URL(planeAddress + path).href, access: null, body: asked.value }}
      />
    </div>
  );
}

const Differences = ({ verdict }: { readonly verdict: Verdict }) => (
  <ul class="complaints">
    {verdict.expectations.map(({ expected, seen, nearest }, at) => (
      <li key={at}>
        Expected {expected}, seen {seen}.
        {nearest.slice(0, 3).map(({ differences }, place) => (
          <ul key={place}>
            {differences.slice(0, 10).map((one) => (
              <li key={one.where} class="mono">
                {one.where}: {JSON.stringify(one.expected)}, was {JSON.stringify(one.seen)}
              </li>
            ))}
          </ul>
        ))}
      </li>
    ))}
  </ul>
);
