/** Printed ports and those that are used instead, so that pages can print 8080 wherever a test of them runs. */
import { createServer } from 'node:net';

/** A port is known by what stands before it: a name of this machine, or a word. */
const printed = /((?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1\]):|[-_]port[ =]|_PORT=|\bport )(\d{4})\b/g;

/** Both have four digits, so that tables and lengths of answers stay as they are. */
export class Ports {
  readonly #used = new Map<string, string>();
  readonly #shown = new Map<string, string>();

  /** Finds a free port for each that the text prints, and for the usual one. */
  async prepare(text: string): Promise<void> {
    for (const port of ['8080', ...Array.from(text.matchAll(printed), ([, , found = '']) => found)]) {
      if (this.#used.has(port)) continue;
      let free = await freePort();
      while (this.#shown.has(free)) free = await freePort();
      this.#used.set(port, free);
      this.#shown.set(free, port);
    }
  }

  used(text: string): string {
    return text.replace(printed, (_, before: string, port: string) => before + (this.#used.get(port) ?? port));
  }

  shown(text: string): string {
    return text.replace(printed, (_, before: string, port: string) => before + (this.#shown.get(port) ?? port));
  }
}

/** A free port of four digits. */
async function freePort(): Promise<string> {
  for (;;) {
    const port = 2000 + Math.floor(Math.random() * 7999);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return String(port);
  }
}
