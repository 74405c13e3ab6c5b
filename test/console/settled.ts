/** When a page of the console shows what it asked for. */
import type { Page } from 'playwright-core';

/** Resolves when the view shows what it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    `!document.body.textContent.includes('Asking…') && document.querySelector('[role=progressbar]') === null`,
  );
  // What was told is drawn in the next frame.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}
