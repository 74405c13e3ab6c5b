/** A request as curl, Python or TypeScript, to take along. */
import { useSignal } from '@preact/signals';
import { printedLanguages, printedRequest, type PrintedLanguage, type PrintedRequest } from '../products/printed.ts';
import { CopyBlock } from './copy.tsx';

export function ShownRequest({ request }: { readonly request: PrintedRequest }) {
  const language = useSignal<PrintedLanguage>('curl');
  return (
    <section class="stack tight" aria-label="The request to paste">
      <div class="group" role="group" aria-label="Language">
        {printedLanguages.map((one) => (
          <button key={one} type="button" aria-pressed={language.value === one} onClick={() => (language.value = one)}>
            {one}
          </button>
        ))}
      </div>
      <CopyBlock text={printedRequest(request, language.value)} what={`the request as ${language.value}`} />
    </section>
  );
}
