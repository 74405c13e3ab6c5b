/** Law: an attachment comes back byte for byte in its own media type, is listed once, and is gone when it was deleted. */
import { shown } from '../../../../lists/item.ts';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { refused } from '../../../../lists/list.ts';

/** Every byte, so that no decoding of text leaves them as they are. */
const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
const mimeType = 'application/x-every-byte';

export const attachmentsComeBack: Check = {
  id: 'law/attachments-come-back',
  asks: 'Does an attachment come back byte for byte, in its media type, is it listed once, and is it gone when it was deleted?',
  source: 'docs/contract/argus.md §14.0.3, §14.0.4',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    id === 'addAttachment' && (writes === 'all' ? true : 'an attachment cannot be taken back without a trace'),
  run: async (context) => {
    const example = await context.sample.example(context.operation);
    if (example === null) return context.skip('the target has no case to add an attachment to');
    const data = Buffer.from(bytes).toString('base64');
    const added = await context.send({ ...example, body: { data, mimeType, name: 'every.byte' } });
    if (added.status >= 300) refused(context, added);
    const attachmentID = member(added.data, 'id');
    if (typeof attachmentID !== 'string') return context.skip('the answer does not say what was added');
    const params = { ...example.params, attachmentID };
    const ask = (id: string, more: Partial<Ask> = {}): Promise<Answer> =>
      context.send({ operation: named(context.api, id), params, ...more });
    await facts(context, await ask('getAttachment'));
    for (const inline of [true, false])
      download(context, await ask('downloadAttachment', { query: { inline } }), inline);
    await listed(context, await ask('listCaseAttachments', { query: { limit: 0 } }), attachmentID, 1);
    await ask('deleteAttachment');
    await listed(context, await ask('listCaseAttachments', { query: { limit: 0 } }), attachmentID, 0);
    const gone = await ask('downloadAttachment');
    if (gone.status !== 404)
      context.violation({ key: 'gone', expected: '404 once it was deleted', seen: `${gone.status}`, answer: gone });
  },
};

async function facts({ violation }: Context, answer: Answer): Promise<void> {
  const expected = { mimeType, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  for (const [name, value] of Object.entries(expected)) {
    const seen = member(answer.data, name);
    if (seen !== value) violation({ key: name, expected: `${name} ${value}`, seen: shown(seen), answer });
  }
}

function download({ violation }: Context, answer: Answer, isInline: boolean): void {
  const type = (answer.headers.get('content-type') ?? '').split(';')[0];
  if (type !== mimeType) violation({ key: 'type', expected: mimeType, seen: type || 'no type', answer });
  if (Buffer.compare(answer.bytes, bytes) !== 0)
    violation({ key: 'bytes', expected: 'the bytes that were added', seen: `${answer.bytes.length} others`, answer });
  const [disposition = ''] = (answer.headers.get('content-disposition') ?? '').split(';');
  const wanted = isInline ? 'inline' : 'attachment';
  if (disposition !== wanted)
    violation({ key: 'disposition', expected: wanted, seen: disposition, answer, evidence: 'assumed' });
}

async function listed({ violation }: Context, answer: Answer, id: string, times: number): Promise<void> {
  const seen = listOf(answer.data).filter((item) => member(item, 'id') === id).length;
  if (seen !== times)
    violation({ key: `listed ${times}`, expected: `in the list ${times} times`, seen: `${seen} times`, answer });
}
