/** Webhooks: whatever is sent to a sink's own address, or to any path below it that no other form has. */
import { usualStatus, type Refusal, type Worded } from './form.ts';

const reasons: Readonly<Record<Refusal, string>> = {
  'bad-name': 'A sink is named with up to 64 letters, digits, dots, dashes and underscores, a letter or digit first.',
  'not-found': 'There is nothing here.',
  method: 'A sink can be written to, and not be read.',
  'too-large': 'The body is too large.',
  full: 'The sinks of this world are full.',
  'too-slow': 'The body took too long to arrive.',
  busy: 'Too many bodies are being read.',
  coding: 'A body comes as it is, or in gzip.',
  broken: 'The request broke off, or is no gzip.',
  bug: 'The simulator has a bug.',
};

export const webhookRefusal = (refusal: Refusal): Worded => ({
  status: usualStatus[refusal],
  body: { error: reasons[refusal] },
});

/** What a fault brings about. */
export const webhookFault = (status: number): Worded => ({ status, body: { error: `a fault of status ${status}` } });
