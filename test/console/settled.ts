/** When a page of the console shows what it asked for. */
import type { Page } from 'playwright-core';

const isWaiting = `document.body.textContent.includes('Asking…') || document.querySelector('[role=progressbar], .settling') !== null`;

/** Resolves when keys are heard and the view shows what it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  // The frame is there as the server wrote it before any script hears a key; the scripts name the view in the title.
  while (!(await page.title()).includes(' · ')) await page.waitForTimeout(50);
  // Asked from outside: the page's policy lets nobody evaluate text within.
  while (await page.evaluate<boolean>(isWaiting)) await page.waitForTimeout(50);
  // What was told is drawn in the next frame.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}
