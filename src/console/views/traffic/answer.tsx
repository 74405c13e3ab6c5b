/** What a request was answered: what the journal keeps of it, else what the same request gets now, where it only reads. */
import { useSignal } from '@preact/signals';
import { CopyBlock } from '../../parts/copy.tsx';
import { attempting } from '../../parts/notices.tsx';
import { askAsClient, type ProductAnswer } from '../../products/desk.ts';
import { useCallerAccess } from './access.ts';
import { bodyText, sentTarget, type JournalRequest } from './entries.ts';
import { planeOfWorld } from './live.ts';
import { RequestPart } from './request-part.tsx';

/** Characters of an answer that are shown. */
const mostShown = 20_000;

interface AnswerProps {
  readonly entry: JournalRequest;
  readonly world: string;
}

export function AnswerPart({ entry, world }: AnswerProps) {
  const { answer, bytes } = entry;
  if (answer !== undefined)
    return (
      <RequestPart title={answer.truncated ? 'Answer, its beginning' : 'Answer'}>
        <CopyBlock text={bodyText(answer.body)} what="the answer" />
      </RequestPart>
    );
  if (bytes === 0) return null;
  return (
    <RequestPart title="Answer">
      <p class="quiet">
        The journal keeps its size alone; <code>serve --journal-answers 16384</code> keeps the beginnings of answers.
      </p>
      {entry.reads === true && !entry.truncated ? <AnswerNow entry={entry} world={world} /> : null}
    </RequestPart>
  );
}

/** The request is asked once more by a press, as its caller, unseen by journal and faults. */
function AnswerNow({ entry, world }: AnswerProps) {
  const now = useSignal<ProductAnswer | null>(null);
  const { access } = useCallerAccess(entry, world);
  const { method, body } = entry;
  const ask = async (): Promise<void> => {
    now.value = await askAsClient({
      method,
      path: sentTarget(entry),
      access,
      plane: planeOfWorld(world),
      ...(body !== null && { body }),
    });
  };
  const told = now.value;
  return (
    <>
      <button type="button" onClick={() => void attempting(ask)}>
        Ask it again
      </button>
      {told === null ? null : (
        <>
          <p class="quiet" role="status">
            Now it is answered {told.status}.
          </p>
          <CopyBlock text={shownText(told)} what="the answer of now" />
        </>
      )}
    </>
  );
}

function shownText({ text, base64 }: ProductAnswer): string {
  if (text === null) return base64 === null ? 'No body.' : `${base64.length} characters of base64, which are no text.`;
  try {
    return bodyText(JSON.parse(text)).slice(0, mostShown);
  } catch {
    return text.slice(0, mostShown);
  }
}
