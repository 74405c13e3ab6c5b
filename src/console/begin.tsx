/** The console takes its place in the page. */
import { render } from 'preact';
import { followLink } from './data/place.ts';
import { beginWith, keepLooking } from './data/world.ts';
import { later } from './views/index.ts';
import { Shell } from './shell.tsx';

export function begin(place: HTMLElement): void {
  addEventListener('click', followLink);
  beginWith(place.dataset['played'] ?? '');
  keepLooking();
  place.replaceChildren();
  render(<Shell />, place);
  // Whoever goes on to another view has it at once.
  setTimeout(() => void later().catch(() => undefined), 1000);
}
