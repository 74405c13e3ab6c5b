/** Dialogs, which the browser keeps the focus in; and the question before something is lost. */
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly isWide?: boolean;
  /** Called when it was closed, by whatever means. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Open for as long as it is shown. */
export function Dialog({ title, isWide = false, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog ref={element} class={isWide ? 'wide' : ''} aria-labelledby={heading} onClose={onClose}>
      <div>
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

interface Question {
  readonly title: string;
  /** What will be lost. */
  readonly text: string;
  /** What the button says that does it. */
  readonly action: string;
}

const asked = signal<(Question & { readonly answer: (isMeant: boolean) => void }) | null>(null);

/** Asks before something is lost; false when somebody thinks better of it. */
export const confirmLoss = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    asked.value?.answer(false);
    asked.value = { ...question, answer: resolve };
  });

export function Confirmation() {
  const question = asked.value;
  if (question === null) return null;
  const end = (isMeant: boolean): void => {
    question.answer(isMeant);
    if (asked.peek() === question) asked.value = null;
  };
  return (
    <Dialog title={question.title} onClose={() => end(false)}>
      <p>{question.text}</p>
      <div class="actions">
        <button type="button" onClick={() => end(false)}>
          Cancel
        </button>
        <button type="button" class="primary danger" onClick={() => end(true)}>
          {question.action}
        </button>
      </div>
    </Dialog>
  );
}
