/** What was lost, late or altered on the way to a sink, and what most likely happened. */

interface Item {
  readonly id: string;
  readonly requests: readonly number[];
  readonly sentence: string;
}

const kinds = ['lost', 'late', 'doubled', 'altered', 'unexpected', 'outOfOrder'] as const;
type Kind = (typeof kinds)[number];

export interface ToldVerification extends Readonly<Record<Kind, readonly Item[]>> {
  readonly ok: boolean;
  readonly product: string;
  readonly kind: string;
  readonly expected: number;
  readonly delivered: number;
  readonly pending: number;
  readonly counts: Readonly<Record<Kind, number>>;
}

/** Things of each kind that are shown. */
const most = 20;

const titles: Readonly<Record<Kind, string>> = {
  lost: 'Lost',
  late: 'Late',
  doubled: 'Doubled',
  altered: 'Altered',
  unexpected: 'Unexpected',
  outOfOrder: 'Out of order',
};

export const SinkVerdict = ({ verdict }: { readonly verdict: ToldVerification }) => (
  <section class="stack tight" aria-label="Verdict">
    <p role="status">
      <strong class={verdict.ok ? 'good' : 'bad'}>{verdict.ok ? 'All was handed on.' : 'Not all is well.'}</strong>{' '}
      {verdict.delivered} of {verdict.expected} {verdict.kind} of {verdict.product} came
      {verdict.pending > 0 ? `; ${verdict.pending} are not due yet` : ''}.
    </p>
    {kinds
      .filter((kind) => verdict.counts[kind] > 0)
      .map((kind) => (
        <details key={kind} open>
          <summary>
            {titles[kind]}: {verdict.counts[kind]}
          </summary>
          <ul class="complaints">
            {verdict[kind].slice(0, most).map(({ id, sentence, requests }, at) => (
              <li key={at}>
                <code>{id}</code> {sentence}{' '}
                <span class="quiet">{requests.length === 0 ? '' : `requests ${requests.slice(0, 10).join(', ')}`}</span>
              </li>
            ))}
          </ul>
          {verdict.counts[kind] > most ? <p class="quiet">And {verdict.counts[kind] - most} more.</p> : null}
        </details>
      ))}
  </section>
);
