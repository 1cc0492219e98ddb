import {untrack} from 'svelte';
import {settings} from './settings.svelte';

export interface Shortcut {
  /** Unique and lasting: settings name it. */
  readonly id: string;
  /** As KeyboardEvent.key, with `Mod+` for Ctrl or Cmd and `Shift+` where it is not in the letter itself. */
  readonly key: string;
  /** What it does, in the language of the page. */
  readonly text: () => string;
  /** Without it the widget that has the focus listens by itself, and this only tells of it. */
  readonly run?: (event: KeyboardEvent) => void;
}

let shortcuts = $state.raw<readonly Shortcut[]>([]);

/** Shortcuts for as long as the component lives: call in an effect and return what comes back. */
export function bind(...added: readonly Shortcut[]): () => void {
  const others = untrack(() => shortcuts).filter((s) => !added.some((a) => a.id === s.id));
  shortcuts = [...others, ...added];
  return () => {
    shortcuts = untrack(() => shortcuts).filter((s) => !added.includes(s));
  };
}

export const bound = (): readonly Shortcut[] => shortcuts;

const isLetter = (key: string): boolean => [...key].length === 1;

export const isOn = (s: Shortcut): boolean =>
  !settings.off.includes(s.id) && (settings.letters || !isLetter(s.key));

function pressed(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const key = mod !== '' ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (mod !== '' || !isLetter(event.key)) ? 'Shift+' : '';
  return mod + shift + key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The one listener of the page. A dialog keeps its keys to itself. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
  const key = pressed(event);
  const found = shortcuts.findLast((s) => s.key === key && s.run !== undefined && isOn(s));
  if (found?.run === undefined) return;
  event.preventDefault();
  found.run(event);
}
