/** How well verdicts tell attacks from the rest: those of the products, or those of a list. */
import { useSignal } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import { JsonEntry } from '../../forms/entries.tsx';
import { attempting } from '../../parts/notices.tsx';

const natures = ['malicious', 'benign', 'falsePositive'] as const;
type Said = Readonly<Record<(typeof natures)[number] | 'none', number>>;

interface Score {
  readonly matrix: Readonly<Record<(typeof natures)[number], Said>>;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly techniques: readonly { technique: string; name: string; events: number; found: number }[];
  readonly stories: readonly {
    story: string;
    nth: number;
    events: number;
    found: number;
    firstVisible: string;
    timeToDetect: number | null;
  }[];
  readonly unknown: readonly string[];
}

const share = (value: number | null): string => (value === null ? 'none' : `${Math.round(value * 1000) / 10} %`);
const lasting = (milliseconds: number | null): string =>
  milliseconds === null ? 'not found' : `${Math.round(milliseconds / 60_000)} min`;

export function ScoreCard() {
  const score = useSignal<Score | null>(null);
  const verdicts = useSignal<unknown>(undefined);
  const story = useSignal('');
  const judge = (event: Event): void => {
    event.preventDefault();
    const body = {
      ...(story.value !== '' && { story: story.value }),
      ...(verdicts.value !== undefined && { verdicts: verdicts.value }),
    };
    void attempting(async () => {
      score.value = await askPlane<Score>('/truth/score', { method: 'POST', body });
    });
  };
  return (
    <section class="card" aria-labelledby="score">
      <h2 id="score">Score</h2>
      <form class="stack" onSubmit={judge}>
        <div class="row">
          <label class="field">
            <span class="label">Only this story</span>
            <input value={story.value} onInput={({ currentTarget }) => (story.value = currentTarget.value)} />
          </label>
          <button type="submit" class="primary low-end">
            Score
          </button>
          <span class="quiet low-end">what was assessed in the products, unless verdicts are given</span>
        </div>
        <details>
          <summary>Verdicts of a client</summary>
          <label class="field">
            <span class="label">A list such as {'[{"id": "AGGR/…", "verdict": "malicious"}]'}</span>
            <JsonEntry id="verdicts" value={verdicts.value} rows={5} onChange={(value) => (verdicts.value = value)} />
          </label>
        </details>
      </form>
      {score.value === null ? null : <ShownScore score={score.value} />}
    </section>
  );
}

function ShownScore({ score }: { readonly score: Score }) {
  const { matrix, precision, recall, f1, techniques, stories, unknown } = score;
  return (
    <div class="stack" role="status">
      <dl class="counts">
        {(
          [
            ['precision', precision],
            ['recall', recall],
            ['F1', f1],
          ] as const
        ).map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{share(value)}</dd>
          </div>
        ))}
      </dl>
      <div class="cards">
        <MatrixTable matrix={matrix} />
        <StoryTable stories={stories} />
      </div>
      <details>
        <summary>Techniques ({techniques.length})</summary>
        <ul class="complaints">
          {techniques.map(({ technique, name, events, found }) => (
            <li key={technique}>
              {technique} {name}: {found} of {events}
            </li>
          ))}
        </ul>
      </details>
      {unknown.length === 0 ? null : (
        <p class="bad">
          {unknown.length} ids name no event, such as {unknown[0]}.
        </p>
      )}
    </div>
  );
}

const MatrixTable = ({ matrix }: Pick<Score, 'matrix'>) => (
  <table class="plain-table">
    <caption class="label">What was said of events of each nature</caption>
    <thead>
      <tr>
        <th scope="col">Truly</th>
        {[...natures, 'none'].map((said) => (
          <th key={said} scope="col" class="number">
            {said === 'none' ? 'nothing said' : said}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {natures.map((nature) => (
        <tr key={nature}>
          <th scope="row">{nature}</th>
          {([...natures, 'none'] as const).map((said) => (
            <td key={said} class="number">
              {matrix[nature][said]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const StoryTable = ({ stories }: Pick<Score, 'stories'>) => (
  <table class="plain-table">
    <caption class="label">Stories</caption>
    <thead>
      <tr>
        <th scope="col">Story</th>
        <th scope="col" class="number">
          Found
        </th>
        <th scope="col" class="number">
          Time to detect
        </th>
      </tr>
    </thead>
    <tbody>
      {stories.slice(0, 50).map(({ story, nth, events, found, timeToDetect }) => (
        <tr key={`${story} ${nth}`}>
          <th scope="row">
            {story} {nth + 1}
          </th>
          <td class="number">
            {found} of {events}
          </td>
          <td class="number">{lasting(timeToDetect)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
