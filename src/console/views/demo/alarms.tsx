/** The newest alarms, large enough for the last row. */
import { useComputed } from '@preact/signals';
import { askPlane } from '../../data/client.ts';
import { keyOfLaneEvent, type LaneEvent } from '../../data/stories.ts';
import { useTold } from '../../data/told.ts';
import { played, playedKey } from '../../data/world.ts';
import { EmptyNote, SeverityMark, Shown } from '../../parts/states.tsx';

interface ToldEvents {
  readonly count: number;
  readonly events: readonly LaneEvent[];
}

const shown = 7;

async function newest(until: AbortSignal): Promise<readonly LaneEvent[]> {
  const { count } = await askPlane<ToldEvents>('/truth/events?limit=0', { signal: until });
  const path = `/truth/events?offset=${Math.max(0, count - shown)}&limit=${shown}`;
  const { events } = await askPlane<ToldEvents>(path, { signal: until });
  // In the order in which they became known: a report may come late.
  return events.toReversed();
}

export function NewestAlarms() {
  const events = useComputed(() => `${playedKey.value} ${played.value?.counts['aggregatedEvents'] ?? 0}`);
  const told = useTold((until) => {
    void events.value;
    return newest(until);
  }, true);
  return (
    <section class="card demo-alarms" aria-labelledby="newest">
      <h2 id="newest">Newest alarms</h2>
      <Shown told={told}>
        {(alarms) =>
          alarms.length === 0 ? (
            <EmptyNote title="No alarm yet">Press Space to let the clock run.</EmptyNote>
          ) : (
            <ol>
              {alarms.map((event, place) => (
                <li
                  key={keyOfLaneEvent(event)}
                  class={event.story === null ? '' : 'of-story'}
                  style={{ transform: `translateY(${place * 100}%)` }}
                >
                  <span class="mono">{event.at.slice(11, 19)}</span>
                  <SeverityMark severity={event.severity} />
                  <strong class="cut">{event.alarm}</strong>
                  <span class="cut">
                    {event.source} → {event.destination}
                  </span>
                  <span class="cut quiet">{event.techniqueName}</span>
                  <span class="cut quiet">{event.customer}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
    </section>
  );
}
