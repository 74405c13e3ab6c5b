/** What a step of a story made: its events in every product, its capture, its rule, and what ATT&CK calls it. */
import { askPlane, askText } from '../../data/client.ts';
import { addressTo, followLink, goTo } from '../../data/place.ts';
import { keyOfLaneEvent, type LaneEvent, type LaneStory, type StoryStep } from '../../data/stories.ts';
import { useTold } from '../../data/told.ts';
import { instantNow, played, timeText } from '../../data/world.ts';
import { CopyBlock } from '../../parts/copy.tsx';
import { DataTable, type TableColumn } from '../../parts/table.tsx';
import { EmptyNote, SeverityMark, Shown } from '../../parts/states.tsx';
import { lastingText } from '../../parts/ticks.ts';

interface StepProps {
  readonly story: LaneStory;
  readonly step: StoryStep;
  readonly onClose: () => void;
}

const sentence = ({ kind, count, alarm, does, by, about }: StoryStep): string =>
  kind === 'deed'
    ? `${by ?? 'somebody'}: ${does ?? ''}${about.length === 0 ? '' : `, about ${about.join(', ')}`}`
    : `${count} × ${alarm ?? 'event'}`;

export function StepPanel({ story, step, onClose }: StepProps) {
  const { name, kind, begin, end, cause, from, to, user, technique, detection } = step;
  const hosts = (who: string | null): string => {
    const actor = story.actors.find((one) => one.name === who);
    const where = [...(actor?.hosts ?? []).slice(0, 3), ...(actor?.user ? [actor.user] : [])].join(', ');
    return who === null ? '' : where === '' ? who : `${who} (${where})`;
  };
  const lasts = Date.parse(end) - Date.parse(begin);
  const facts: readonly (readonly [string, string])[] = [
    ['What', sentence(step)],
    ['When', timeText(Date.parse(begin)) + (lasts === 0 ? '' : `, for ${lastingText(lasts)}`)],
    ['After', cause ?? ''],
    ['From', hosts(from)],
    ['To', hosts(to)],
    ['User', hosts(user)],
    ['Detection', detection ?? ''],
  ];
  return (
    <section class="card" aria-labelledby="step">
      <header>
        <h2 id="step">
          {name} <span class="quiet">· {story.customer}</span>
        </h2>
        <button type="button" aria-label="Close the step" onClick={onClose}>
          Close
        </button>
      </header>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([title, value]) => (
            <>
              <dt key={title}>{title}</dt>
              <dd>{value}</dd>
            </>
          ))}
        {technique === null ? null : (
          <>
            <dt>ATT&CK</dt>
            <dd>
              <code>{technique.id}</code> {technique.name} <span class="quiet">({technique.tactics.join(', ')})</span>
            </dd>
          </>
        )}
      </dl>
      {kind === 'events' ? (
        <>
          <StepEvents key={`${story.story}/${story.nth}/${name}`} story={story} step={step} />
          {step.signature === null ? null : <StepRule signature={step.signature} />}
        </>
      ) : null}
    </section>
  );
}

function StepEvents({ story, step }: Pick<StepProps, 'story' | 'step'>) {
  const told = useTold((until) => {
    void played.value?.counts['aggregatedEvents'];
    const query = new URLSearchParams({ story: story.story, nth: String(story.nth), step: step.name, limit: '999' });
    return askPlane<{ readonly events: readonly LaneEvent[] }>(`/truth/events?${query}`, { signal: until });
  }, true);
  return (
    <Shown told={told}>
      {({ events: own }) => {
        if (own.length === 0)
          return (
            <EmptyNote title="It has made no events yet">
              {Date.parse(step.begin) > instantNow.value
                ? `It happens in ${lastingText(Date.parse(step.begin) - instantNow.value)} of simulated time: let the clock run.`
                : 'Its events are still on their way, or fell to what the sensors do not see.'}
            </EmptyNote>
          );
        return (
          <div class="made" style={{ height: `${(own.length + 1) * 36 + 2}px` }}>
            <DataTable
              label={`Events of ${step.name}`}
              columns={columns}
              rows={own}
              keyOf={keyOfLaneEvent}
              onOpen={(event) => goTo('events', { event: keyOfLaneEvent(event) })}
            />
          </div>
        );
      }}
    </Shown>
  );
}

/** The row that it stands in is not pressed too. */
function followHere(press: MouseEvent): void {
  followLink(press);
  press.stopPropagation();
}

/** Where each product shows an event, and its packets. */
const placesOf = (event: LaneEvent) => [
  ...Object.entries(event.ids).flatMap(([product, kinds]) =>
    Object.entries(kinds).map(([kind, id], _, all) => ({
      title: all.length === 1 ? product : `${product} ${kind}`,
      to: { event: id },
    })),
  ),
  { title: 'packets', to: { event: keyOfLaneEvent(event), tab: 'packets' } },
];

const columns: readonly TableColumn<LaneEvent>[] = [
  { key: 'at', title: 'Time', width: '5.5rem', cell: ({ at }) => at.slice(11, 19), sort: ({ at }) => at },
  { key: 'severity', title: 'Severity', width: '6rem', cell: ({ severity }) => <SeverityMark severity={severity} /> },
  {
    key: 'ends',
    title: 'From → to',
    width: 'minmax(13rem, 1fr)',
    cell: ({ source, destination }) => `${source} → ${destination}`,
    sort: ({ source }) => source,
  },
  {
    key: 'places',
    title: 'Look at it in',
    width: '10rem',
    cell: (event) => (
      <span class="row places">
        {placesOf(event).map(({ title, to }) => (
          <a key={title} href={addressTo('events', to)} onClick={followHere}>
            {title}
          </a>
        ))}
      </span>
    ),
  },
];

function StepRule({ signature }: { readonly signature: string }) {
  const told = useTold((until) => askText('/rules/suricata.rules', { signal: until }), true);
  const [gid = '', sid = ''] = signature.split(':');
  return (
    <Shown told={told}>
      {(rules) => {
        const own = rules.split('\n').find((line) => line.includes(` gid:${gid}; sid:${sid};`));
        return own === undefined ? null : <CopyBlock text={own} what="the rule for Suricata" />;
      }}
    </Shown>
  );
}
