/** What was opened from a table, beside it or in its place where there is little room; Escape closes it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function SidePanel({ title, onClose, children }: PanelProps) {
  const heading = useId();
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      onClose();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [onClose]);
  useEffect(() => {
    // Where the panel takes the table's place, one must not look for it.
    if (element.current !== null && element.current.offsetTop > 0) element.current.scrollIntoView({ block: 'nearest' });
  }, [title]);
  return (
    <section ref={element} class="panel" aria-labelledby={heading}>
      <header>
        <h2 id={heading} class="grow">
          {title}
        </h2>
        <button type="button" class="plain" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      <div class="inside">{children}</div>
    </section>
  );
}
