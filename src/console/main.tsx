/** Begins the console in its page. */
import { render } from 'preact';
import { followLink } from './data/place.ts';
import { keepLooking } from './data/world.ts';
import { later } from './views/index.ts';
import { Shell } from './shell.tsx';

const place = document.getElementById('console');
if (place !== null) {
  place.replaceChildren();
  addEventListener('click', followLink);
  keepLooking();
  render(<Shell />, place);
  // Whoever goes on to another view has it at once.
  setTimeout(() => void later().catch(() => undefined), 1000);
}
