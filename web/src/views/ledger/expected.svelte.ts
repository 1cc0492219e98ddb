import {entriesAfter} from './api';
import {type OpenLedger} from './open.svelte';
import {type Entry} from './types';

const sequenceOf = (head: string): number => Number(head.split(':')[0]);

/** The head that a person has seen: what is recorded is recorded only where nothing else came in since. */
export class Expected {
  readonly #book: OpenLedger;
  head = $state('');
  /** The head now, where it is another. */
  #now = $state<string>();
  /** What came in since. */
  between = $state.raw<readonly Entry[]>([]);

  constructor(book: OpenLedger, head: string) {
    this.#book = book;
    this.head = head;
  }

  get overtaken(): boolean {
    return this.#now !== undefined;
  }

  /** Whether `head` is the one that was seen; else what came in between is fetched. */
  async meets(head: string): Promise<boolean> {
    if (head === this.head) return true;
    const answer = await entriesAfter(this.#book.key, sequenceOf(this.head));
    this.between = answer.ok ? answer.value.entries : [];
    this.#now = head;
    return false;
  }

  /** The person has looked at what came in, or has recorded it. */
  seen(head = this.#now): void {
    if (head !== undefined) this.head = head;
    this.#now = undefined;
    this.between = [];
    void this.#book.look();
  }
}
