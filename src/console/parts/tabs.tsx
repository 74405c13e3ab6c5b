/** Tabs: arrows go from one to the next. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { placed } from '../data/place.ts';

interface Tab {
  readonly name: string;
  readonly title: string;
}

/** The tab that stands in the address, else the first. */
export const placedTab = (tabs: readonly Tab[]): string =>
  (tabs.find(({ name }) => name === placed('tab')) ?? tabs[0])?.name ?? '';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
  readonly onTab: (name: string) => void;
  /** What the current tab shows. */
  readonly children: ComponentChildren;
}

export function Tabs({ label, tabs, current, onTab, children }: TabsProps) {
  const id = useId();
  const move = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.findIndex(({ name }) => name === current) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onTab(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-tab={name}
            aria-selected={name === current}
            aria-controls={`${id}-panel`}
            tabIndex={name === current ? 0 : -1}
            onClick={() => onTab(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="tabbed" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`} tabIndex={0}>
        {children}
      </div>
    </>
  );
}
