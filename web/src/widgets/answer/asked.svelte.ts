import {get, segment} from '../../api/client';
import {Fetched} from '../../api/fetched.svelte';
import {type Job, jobOf} from '../../api/job.svelte';
import {router, setQuery} from '../../base/router.svelte';

export interface Computed {
  /** Name under which the desk keeps the answer; a partial one has none. */
  readonly result?: string;
}

type Question = {readonly kind: string; readonly key: string} & Readonly<Record<string, unknown>>;

/**
 * A long question with its answer. The answer's name goes into the address, so that a reload, or another window,
 * finds it again without computing.
 */
export class Asked<A extends Computed> {
  readonly kind: string;
  readonly job: Job<A>;
  /** The part of the address's query that holds the answer's name. */
  readonly param: string;
  readonly kept = new Fetched<A>();
  #sought: string | undefined;

  constructor(kind: string, key: string, param: string) {
    this.kind = kind;
    this.job = jobOf<A>(`${kind}.${key}`);
    this.param = param;
  }

  get answer(): A | undefined {
    return this.job.answer ?? (this.job.busy ? undefined : this.kept.value);
  }
  get result(): string | undefined {
    return this.answer?.result;
  }
  /** The answer is one that the address named, and what it was asked for is not known here. */
  get fromAddress(): boolean {
    return this.job.answer === undefined && this.kept.value !== undefined && !this.job.busy;
  }
  get gone(): boolean {
    return this.job.state === 'idle' && this.kept.error?.status === 404;
  }

  start(question: Question): void {
    setQuery({[this.param]: undefined});
    this.kept.clear();
    this.#sought = undefined;
    void this.job.start(question);
  }

  /** Whether the answer here is to another question. */
  isStale(question: Question): boolean {
    return this.job.asked !== undefined && this.job.answer !== undefined && JSON.stringify(this.job.asked) !== JSON.stringify(question);
  }

  /** To be called in an effect: keeps address and answer together. */
  follow(): void {
    const named = router.query.get(this.param) ?? undefined;
    const {result} = this.job.answer ?? {};
    if (result !== undefined && !this.job.busy) {
      if (named !== result) setQuery({[this.param]: result});
      return;
    }
    if (named === undefined || this.job.busy || this.job.answer !== undefined || this.#sought === named) return;
    this.#sought = named;
    void this.kept.load((signal) => get<A>(`/results/${segment(named)}`, signal));
  }
}
