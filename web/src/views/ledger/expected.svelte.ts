import {Fetched} from '../../api/fetched.svelte';
import {type ApiError, type ApiResult, type Diagnostic} from '../../api/types';
import {entriesAfter, sequenceOf, type Taken, type Terms, type Timeline} from './api';
import {type OpenLedger} from './open.svelte';

/** The answer to a trial, and what was tried: it holds for nothing else. */
interface Trial<Of, T> {
  readonly of: Of;
  /** Absent where it was to be recorded, and was refused for what it says. */
  readonly taken?: T;
  readonly refusals: readonly Diagnostic[];
}

type Send<T> = (terms: Terms) => Promise<ApiResult<T>>;

/**
 * What a form sends, on the head that a person has seen: it is recorded only where nothing else came in since.
 * `Of` is what was sent, as the form compares it with what it has now.
 */
export class Expected<Of, T extends Taken> {
  readonly #book: OpenLedger;
  /** Code of the answer that refuses what was sent for what it says. */
  readonly #refusal: 'entry' | 'sheet';
  head = $state('');
  /** The head now, where it is another. */
  #now = $state<string>();
  /** What came in since; of many, the first ones. */
  readonly between = new Fetched<Timeline>();

  busy = $state(false);
  failed = $state.raw<ApiError>();
  /** It was to be recorded, and the answer does not say whether it is: so until the head tells, or what came in was seen. */
  unsure = $state(false);
  trial = $state.raw<Trial<Of, T>>();

  constructor(book: OpenLedger, head: string, refusal: 'entry' | 'sheet') {
    this.#book = book;
    this.head = head;
    this.#refusal = refusal;
  }

  get overtaken(): boolean {
    return this.#now !== undefined;
  }
  /** How many entries came in since. */
  get since(): number {
    return this.#now === undefined ? 0 : sequenceOf(this.#now) - sequenceOf(this.head);
  }

  /** Asks what it would be refused for. */
  async check(of: Of, send: Send<T>): Promise<void> {
    await this.#answer(of, send, true);
  }
  /** Records it; undefined: it is not recorded, or that is not known. */
  async take(of: Of, send: Send<T>): Promise<T | undefined> {
    const taken = await this.#answer(of, send, false);
    if (taken === undefined) return undefined;
    this.trial = undefined;
    this.seen(taken.head);
    return taken;
  }

  async #answer(of: Of, send: Send<T>, dry: boolean): Promise<T | undefined> {
    this.busy = true;
    this.failed = undefined;
    const made = await send({expect: this.head, dry_run: dry});
    if (made.ok) {
      const met = !dry || (await this.#meets(made.value.head));
      if (met) this.unsure = false;
      if (met && dry) this.trial = {of, taken: made.value, refusals: made.value.refusals};
      this.busy = false;
      return met ? made.value : undefined;
    }
    const {error} = made;
    if (error.head !== undefined) await this.#meets(error.head);
    else if (error.code === this.#refusal && error.details.length > 0) this.trial = {of, refusals: error.details};
    else {
      this.failed = error;
      this.unsure ||= !dry && !(error.status >= 400 && error.status < 500);
      if (this.unsure) this.trial = undefined;
    }
    this.busy = false;
    return undefined;
  }

  /** Whether `head` is the one that was seen; else what came in between is fetched. */
  async #meets(head: string): Promise<boolean> {
    if (head === this.head) return true;
    this.#now = head;
    await this.look();
    return false;
  }

  /** Fetches what came in between. */
  async look(): Promise<void> {
    await this.between.load((signal) => entriesAfter(this.#book.key, sequenceOf(this.head), signal));
  }

  /** The person has looked at what came in, or has recorded it. */
  seen(head = this.#now): void {
    if (head !== undefined) this.head = head;
    this.#now = undefined;
    this.unsure = false;
    this.between.clear();
    void this.#book.look();
  }
}
