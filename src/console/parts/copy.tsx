/** Text that is taken along with one press, and as a file. */
import { useSignal } from '@preact/signals';
import { announce } from './notices.tsx';

const shownFor = 1500;

/** Into the clipboard; pages that came without TLS from elsewhere have it by the old way alone. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

interface CopyProps {
  readonly text: string;
  /** What is copied, for who hears the page: `the key of Ann`. */
  readonly what: string;
  /** On the button. */
  readonly label?: string;
}

export function CopyButton({ text, what, label = 'Copy' }: CopyProps) {
  const isDone = useSignal(false);
  const copy = async (): Promise<void> => {
    await copyText(text);
    announce(`Copied ${what}`);
    isDone.value = true;
    setTimeout(() => (isDone.value = false), shownFor);
  };
  return (
    <button type="button" class="copy" aria-label={`${label} ${what}`} onClick={() => void copy()}>
      {isDone.value ? '✓' : label}
    </button>
  );
}

/** Text to read and to take along. */
export const CopyBlock = ({ text, what }: Omit<CopyProps, 'label'>) => (
  <div class="copyable">
    <pre class="wrap" tabIndex={0} aria-label={what} role="region">
      {text}
    </pre>
    <CopyButton text={text} what={what} />
  </div>
);

/** Hands bytes or text to the reader as a file. */
export function saveFile(name: string, content: BlobPart, type = 'application/octet-stream'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), shownFor);
}
