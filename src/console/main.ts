/** Begins the console once what the server wrote into the page was seen: until then no script takes the time of its painting. */
async function beginIn(place: HTMLElement): Promise<void> {
  // All at once, what the first of them imports too.
  const scripts = document.querySelector('template');
  if (scripts !== null) document.head.append(scripts.content);
  const { begin } = await import('./begin.tsx');
  begin(place);
}

const place = document.getElementById('console');
if (place !== null) requestAnimationFrame(() => setTimeout(() => void beginIn(place)));
