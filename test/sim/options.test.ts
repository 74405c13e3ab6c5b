import { expect, test } from 'vitest';
import { createApp, startSimulator, UserError } from '../../src/index.ts';

const complaintOf = async (options: object): Promise<string> => {
  const error = await startSimulator(options).then(
    (simulator) => simulator.close(),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(() => createApp(options)).toThrow(UserError);
  return (error as UserError).message;
};

test.each([
  [{ prot: 8080 }, 'option prot is not known; did you mean port?'],
  [{ seeds: 1 }, 'option seeds is not known; did you mean seed?'],
  [{ port: 70_000 }, 'option port must be a whole number from 0 to 65535, not 70000'],
  [{ port: '8080' }, 'option port must be a whole number from 0 to 65535, not "8080"'],
  [{ seed: 1.5 }, 'option seed must be text of 1 to 256 characters, or a whole number, not 1.5'],
  [{ seed: null }, 'option seed must be'],
  [{ events: 'many' }, 'option events must be a whole number from 0 to 20000000, not "many"'],
  [{ events: -1 }, 'option events must be'],
  [{ events: Number.NaN }, 'option events must be'],
  [{ scenario: '' }, 'option scenario must be a name, a path, YAML'],
  [{ usmDialect: 'lively' }, 'option usmDialect must be documented or live'],
  [{ trustProxy: 'yes' }, 'option trustProxy must be true or false'],
  [{ onBug: 'log' }, 'option onBug must be a function'],
  [{ control: { tokens: 'x' } }, 'option control.tokens is not known; did you mean token?'],
  [{ quotas: { comands: 3 } }, 'option quotas.comands is not known; did you mean commands?'],
  [{ quotas: { commands: '3' } }, 'option quotas.commands must be a whole number'],
  [{ products: 'all' }, 'option products must be a list of products'],
])('%o is told', async (options, message) => expect(await complaintOf(options)).toContain(message));

test('all that is wrong is told at once', async () =>
  expect(await complaintOf({ prot: 1, events: -1 })).toMatch(/prot is not known.*; option events must be/));

test('an option that is undefined is left out', async () => {
  const simulator = await startSimulator({ events: 1, port: undefined, usmDialect: undefined } as object);
  await simulator.close();
});

test('seeds and numbers of events are the same as number and as text', async () => {
  const [one, other] = [createApp({ seed: 7, events: '40' }), createApp({ seed: '7', events: 40 })];
  expect([one.model.seed, one.model.aggregated.length]).toEqual(['7', other.model.aggregated.length]);
  expect(one.state.hash()).toBe(other.state.hash());
});

test('what a world is to play is held to the same', async () => {
  const app = createApp({ events: 1 });
  expect(() => app.world('one', { event: 3 } as object)).toThrow('option event is not known; did you mean events?');
  expect(() => app.play({ seed: {} } as object)).toThrow('option seed must be');
  app.play({ seed: 9, events: '3' });
  expect(app.model.seed).toBe('9');
});

test('the control plane takes numbers and text too', async () => {
  const simulator = await startSimulator({ events: 1 });
  const put = (body: object) =>
    fetch(`${simulator.controlUrl}/worlds/one`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  for (const body of [
    { seed: 7, events: '3' },
    { seed: '7', events: 3 },
  ]) {
    const answer = (await (await put(body)).json()) as object;
    expect(answer).toMatchObject({ seed: '7' });
  }
  for (const body of [{ seed: 1.5 }, { events: 'many' }, { events: '-1' }, { events: '2000000' }])
    expect([body, (await put(body)).status]).toEqual([body, 422]);
  await simulator.close();
});
