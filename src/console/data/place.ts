/** Where one is: the view and all that narrows it, in the address, so that it can be shared and gone back to. */
import { computed, signal } from '@preact/signals';

const read = (): URLSearchParams => new URLSearchParams(location.search);

const search = signal(read());
addEventListener('popstate', () => {
  search.value = read();
});

/** Name of the view that is asked for; `?demo` is short for the one for an audience. */
export const viewName = computed(() => search.value.get('view') ?? (search.value.has('demo') ? 'demo' : ''));

/** What narrows the view; the empty text for what does not stand in the address. */
export const placed = (name: string): string => search.value.get(name) ?? '';

/** The address of a view with what narrows it. */
export function addressTo(view: string, narrowing: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(view === 'demo' ? { demo: '' } : { view });
  for (const [name, value] of Object.entries(narrowing)) if (value !== '') query.set(name, value);
  return `?${query}`;
}

function move(address: string, isStep: boolean): void {
  history[isStep ? 'pushState' : 'replaceState'](null, '', address);
  search.value = read();
}

/** Goes to a view. */
export const goTo = (view: string, narrowing: Readonly<Record<string, string>> = {}): void =>
  move(addressTo(view, narrowing), true);

/** Narrows the view that one is in; an empty text takes away. Only a `step` is gone back to. */
export function narrow(changes: Readonly<Record<string, string>>, isStep = false): void {
  const query = read();
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name);
    else query.set(name, value);
  }
  move(`?${query}`, isStep);
}

/** Follows a link of the page without loading it anew; what is to open elsewhere is the browser's. */
export function followLink(event: MouseEvent): void {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const link = target instanceof Element ? target.closest('a') : null;
  const address = link?.getAttribute('href') ?? '';
  if (!address.startsWith('?') || link?.target !== '' || link.hasAttribute('download')) return;
  if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
  event.preventDefault();
  move(address, true);
}
