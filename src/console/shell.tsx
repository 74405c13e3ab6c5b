/** The frame of the page: where one is, what is played, and the view. */
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal, useSignalEffect } from '@preact/signals';
import { contactProblem, instantNow, played, timeText } from './data/world.ts';
import { addressTo, goTo, viewName } from './data/place.ts';
import { queueTurn, toggleTime } from './data/clockwork.ts';
import { useSettled, useTold } from './data/told.ts';
import { wantsToken } from './data/client.ts';
import { Confirmation } from './parts/dialog.tsx';
import { KeysDialog, placeOfKey } from './keys.tsx';
import { isTyping } from './parts/typing.ts';
import { attempting, Notices } from './parts/notices.tsx';
import { Shown } from './parts/states.tsx';
import { ProgressBar } from './parts/progress.tsx';
import { TokenForm } from './parts/token.tsx';
import { consoleViews, type ConsoleView } from './views/index.ts';
import { keyOfPlace } from './views/names.ts';

const wanted = (): ConsoleView | undefined =>
  consoleViews.find(({ name }) => name === viewName.value) ?? consoleViews[0];

function Head() {
  const world = played.value;
  return (
    <header class="head">
      <a class="brand" href="?" aria-label="siem-sim">
        <img src="icon.svg" alt="" width="24" height="24" />
        <span class="wide">siem-sim</span>
      </a>
      <div class="played cut grow">
        {world === null ? null : (
          <>
            {world.world === null ? null : <span class="badge">{world.world}</span>} <span>{world.title}</span>{' '}
            <span class="quiet wide">· seed {world.seed}</span>
          </>
        )}
      </div>
      <ContactBadge />
      {world === null ? null : (
        <time class="mono" dateTime={world.clock.instant} title="Simulated time, UTC">
          <span class="wide">{timeText(instantNow.value).slice(0, 11)}</span>
          {timeText(instantNow.value).slice(11)}
        </time>
      )}
    </header>
  );
}

/** Whether what is shown is up to date, and how fast time goes. */
function ContactBadge() {
  const clock = played.value?.clock;
  if (contactProblem.value !== '')
    return (
      <span class="badge bad" role="status" title={contactProblem.value}>
        no answer
      </span>
    );
  if (clock === undefined) return null;
  return <span class={clock.speed > 0 ? 'badge good' : 'badge'}>{clock.speed > 0 ? `×${clock.speed}` : 'frozen'}</span>;
}

function Navigation({ current }: { readonly current: string }) {
  const list = useRef<HTMLUListElement>(null);
  // Where the names have no room beside each other, the one that is looked at is in sight.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav class="nav" aria-label="Views">
      <ul ref={list}>
        {consoleViews.map(({ name, title }, place) => (
          <li key={name}>
            <a href={addressTo(name)} aria-current={name === current ? 'page' : undefined}>
              {title}
              {place < 10 ? <kbd aria-hidden="true">{keyOfPlace(place)}</kbd> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A view that is there already is drawn with the frame: nothing blinks. */
function LoadedView({ view }: { readonly view: ConsoleView }) {
  const loaded = view.load();
  if (loaded instanceof Promise) return <AwaitedView view={loaded} />;
  const View = loaded;
  return <View />;
}

function AwaitedView({ view }: { readonly view: Promise<ComponentType> }) {
  const told = useTold(() => view);
  const isSettled = useSettled();
  return (
    <div class={isSettled.value ? 'settled' : 'settling'}>
      <Shown told={told}>{(View) => <View />}</Shown>
    </div>
  );
}

/** Who goes on to another view is in it, and is told of it. */
function useFocusOn(main: { readonly current: HTMLElement | null }, name: string | undefined): void {
  const before = useRef(name);
  useEffect(() => {
    if (before.current !== name) main.current?.focus({ preventScroll: true });
    before.current = name;
  }, [name]);
}

export function Shell() {
  const main = useRef<HTMLElement>(null);
  const showsKeys = useSignal(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const view = wanted()?.isBare === true ? undefined : consoleViews[placeOfKey(event.key)];
      // Space presses what has the focus.
      const isOnControl = event.target instanceof HTMLElement && event.target.matches('button, a, summary, input');
      if (view !== undefined) goTo(view.name);
      else if (event.key === '?') showsKeys.value = true;
      else if (event.key === ' ' && !isOnControl && wanted()?.isBare !== true)
        void attempting(() => queueTurn(toggleTime));
      else if (event.key === '/') document.querySelector<HTMLElement>('input[type="search"]')?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  useSignalEffect(() => {
    const { title = '' } = wanted() ?? {};
    document.title = [title, played.value?.title, 'siem-sim'].filter((part) => part !== undefined).join(' · ');
  });
  const view = wanted();
  useFocusOn(main, view?.name);
  if (view === undefined) return null;
  const ends = (
    <>
      <ProgressBar />
      <Notices />
      <Confirmation />
      {showsKeys.value ? <KeysDialog onClose={() => (showsKeys.value = false)} /> : null}
    </>
  );
  if (wantsToken.value) return <TokenForm />;
  if (view.isBare)
    return (
      <>
        <LoadedView key={view.name} view={view} />
        {ends}
      </>
    );
  return (
    <div class="frame">
      <Head />
      <Navigation current={view.name} />
      <main ref={main} class="main" key={view.name} tabIndex={-1}>
        <LoadedView key={view.name} view={view} />
      </main>
      {ends}
    </div>
  );
}
