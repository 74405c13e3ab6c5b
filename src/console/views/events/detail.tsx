/** One event: what it truly is, as each product shows it, its payload and its capture. */
import { narrow, addressTo } from '../../data/place.ts';
import { askPlane, Refused } from '../../data/client.ts';
import type { LaneEvent } from '../../data/stories.ts';
import { useTold } from '../../data/told.ts';
import { CopyBlock } from '../../parts/copy.tsx';
import { EmptyNote, SeverityMark, Shown } from '../../parts/states.tsx';
import { ShownRequest } from '../../parts/shown-request.tsx';
import { placedTab, Tabs } from '../../parts/tabs.tsx';
import { accessFor, type ProductCallers } from '../../products/callers.ts';
import { askAsClient, type EventIds, type EventSide } from '../../products/desk.ts';
import { deskOf, desks, sidesOfEvent } from '../../products/index.ts';
import { PacketList } from './packets.tsx';
import { PayloadTab } from './payload.tsx';

interface DetailProps {
  readonly id: string;
  readonly callers: readonly ProductCallers[];
  readonly address: string;
}

export function EventDetail(props: DetailProps) {
  const { id } = props;
  const told = useTold((until) => askPlane<LaneEvent>(`/events/${encodeURIComponent(id)}`, { signal: until }));
  const { problem } = told.value;
  if (problem?.status === 404)
    return (
      <>
        <p class="quiet">Nothing is known of what this event truly is: it may have been submitted by a client.</p>
        <EventTabs {...props} ids={idsOfOne(id)} />
      </>
    );
  return (
    <Shown told={told}>
      {(event) => (
        <>
          <TrueFacts event={event} />
          <EventTabs {...props} ids={event.ids} />
        </>
      )}
    </Shown>
  );
}

/** An id that only one product knows: with slashes, or a UUID. */
const idsOfOne = (id: string): EventIds =>
  Object.fromEntries(desks.map(({ name, isIdOf }) => [name, isIdOf(id) ? { events: id } : {}]));

function TrueFacts({ event }: { readonly event: LaneEvent }) {
  const { at, alarm, severity, source, destination, customer, nature, why, story, nth, step } = event;
  return (
    <dl class="facts">
      <dt>What</dt>
      <dd>
        <SeverityMark severity={severity} /> {alarm}
        <span class="quiet">
          {event.technique} {event.techniqueName}
        </span>
      </dd>
      <dt>Who</dt>
      <dd>
        {source} → {destination} at {customer}
      </dd>
      <dt>When</dt>
      <dd class="mono">{at}</dd>
      <dt>Truly</dt>
      <dd>
        <strong>{nature}</strong>. {why}{' '}
        {story === null ? null : (
          <a href={addressTo('timeline', { step: `${story}/${nth}/${step}` })}>In the timeline</a>
        )}
      </dd>
    </dl>
  );
}

function EventTabs({ ids, id, callers, address }: DetailProps & { readonly ids: EventIds }) {
  const sides = sidesOfEvent(ids);
  const tabs = [...sides, { name: 'payload', title: 'Payload' }, { name: 'packets', title: 'Packets' }];
  const current = placedTab(tabs);
  const side = sides.find(({ name }) => name === current);
  const wide = { ids, callers, address };
  return (
    <Tabs label="Sides of the event" tabs={tabs} current={current} onTab={(tab) => narrow({ tab })}>
      {side !== undefined ? (
        <SideTab key={side.name} side={side} product={side.product} {...wide} />
      ) : current === 'payload' ? (
        <PayloadTab {...wide} />
      ) : (
        <PacketList id={id} {...wide} />
      )}
    </Tabs>
  );
}

interface SideProps {
  readonly side: EventSide;
  readonly product: string;
  readonly callers: readonly ProductCallers[];
  readonly address: string;
}

/** Characters of an answer that are shown. */
const longest = 200_000;

function SideTab({ side, product, callers, address }: SideProps) {
  const { path, missing } = side;
  const access = accessFor(callers, product, address);
  const told = useTold(async (until) => {
    if (path === null) return null;
    const { status, text } = await askAsClient({ method: 'GET', path, access, until });
    if (status >= 400) throw new Refused(status, `${deskOf(product)?.title ?? product} answered ${status}.`);
    return JSON.stringify(JSON.parse(text ?? 'null'), null, 2);
  });
  if (path === null) return <EmptyNote title={missing}>Its other sides are in the other tabs.</EmptyNote>;
  return (
    <Shown told={told}>
      {(text) =>
        text === null ? null : (
          <div class="stack tight">
            <CopyBlock
              text={text.length > longest ? `${text.slice(0, longest)}\n…` : text}
              what={`the event as ${side.title}`}
            />
            <details>
              <summary>The request</summary>
              <ShownRequest request={{ method: 'GET', url: address + path, access }} />
            </details>
          </div>
        )
      }
    </Shown>
  );
}
