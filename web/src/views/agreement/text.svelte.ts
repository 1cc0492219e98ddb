import {advance, back, begin, forth, type History} from '../../base/history';
import {forget, keep, recall} from '../../base/store';

/** Texts that are in no file: made from the roadmap, from a table, or written from nothing. */
export const kLoose = ['draft', 'table', 'new'] as const;
export type Loose = (typeof kLoose)[number];
export const isLoose = (text: string | null): text is Loose => (kLoose as readonly (string | null)[]).includes(text);

interface Kept {
  readonly text: string;
  readonly from?: string | undefined;
}

/** A text that is worked on, with undo; what is in no file stays in this browser. */
export class TextWork {
  readonly name: string;
  #history = $state.raw<History<string | undefined>>(begin(undefined));
  /** As in the file; undefined: there is none. */
  #disk = $state.raw<string | undefined>(undefined);
  /** What a loose text was made from, in words. */
  from = $state.raw<string | undefined>(undefined);

  constructor(name: string) {
    this.name = name;
    const kept = recall<Kept>(name);
    if (kept !== undefined) {
      this.#history = begin<string | undefined>(kept.text);
      this.from = kept.from;
    }
  }

  get edited(): string | undefined {
    return this.#history.now;
  }
  get disk(): string | undefined {
    return this.#disk;
  }
  get text(): string | undefined {
    return this.#history.now ?? this.#disk;
  }
  get dirty(): boolean {
    return this.#history.now !== undefined && this.#history.now !== this.#disk;
  }
  get undoLabel(): string | undefined {
    return this.#history.past.at(-1)?.label;
  }
  get redoLabel(): string | undefined {
    return this.#history.future[0]?.label;
  }

  /** What the file holds now. */
  read(text: string): void {
    this.#disk = text;
    if (this.#history.now === text) this.#show({...this.#history, now: undefined});
  }

  /** One step that can be undone; steps of the same `label` in a row are one where `joined`. */
  set(text: string, label: string, joined = false): void {
    if (text === this.text) return;
    if (joined && this.undoLabel === label && this.#history.future.length === 0) this.#show({...this.#history, now: text});
    else this.#show(advance(this.#history, text, label));
  }

  /** A whole new text. */
  begin(text: string, label: string, from?: string): void {
    this.from = from;
    this.set(text, label);
  }

  undo(): void {
    this.#show(back(this.#history));
  }
  redo(): void {
    this.#show(forth(this.#history));
  }
  forget(label: string): void {
    this.#show(advance(this.#history, undefined, label));
  }

  #show(history: History<string | undefined>): void {
    this.#history = history;
    const text = history.now;
    if (text === undefined || text === this.#disk) forget(this.name);
    else keep(this.name, {text, from: this.from} satisfies Kept);
  }
}

const works = new Map<string, TextWork>();

/** The one work on a text. @param key of its case; undefined where it stands alone */
export function textOf(key: string | undefined, name: string): TextWork {
  const at = `tandem.text.${key ?? ''}.${name}`;
  const found = works.get(at);
  if (found !== undefined) return found;
  const made = new TextWork(at);
  works.set(at, made);
  return made;
}
