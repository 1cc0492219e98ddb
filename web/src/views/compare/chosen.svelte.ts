import {SvelteMap} from 'svelte/reactivity';
import {assess} from '../../api/api';
import {Fetched} from '../../api/fetched.svelte';
import {type Assessed} from '../../api/types';
import {router, setQuery} from '../../base/router.svelte';
import {type Choice, choicesOf, letterOf, workedOn} from '../../widgets/answer/roadmaps';
import {type OpenCase} from '../../work/open.svelte';

const kAskAgain = 1500; // milliseconds, while the best attainable gains are being computed
const kTimesAsked = 40;

export interface Lettered extends Choice {
  readonly letter: string;
}

/** The roadmaps that are compared, with what each is assessed at. */
export class Chosen {
  readonly open: OpenCase;
  readonly #assessed = new SvelteMap<string, Fetched<Assessed>>();
  readonly #asked = new Map<string, string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(open: OpenCase) {
    this.open = open;
  }

  /** The one that is worked on first: differences are from it. */
  get all(): readonly Choice[] {
    const worked = workedOn(this.open);
    return choicesOf(this.open).toSorted((a, b) => Number(b.id === worked) - Number(a.id === worked));
  }
  /** The alternatives and the one that is worked on, unless the address says otherwise. */
  get ids(): readonly string[] {
    const said = router.query.get('with');
    if (said !== null) return said.split(',');
    const worked = workedOn(this.open);
    const alternatives = this.open.model?.alternatives.map((a) => a.id) ?? [];
    return this.all.filter((c) => alternatives.includes(c.id) || c.id === worked).map((c) => c.id);
  }
  /** In the order of the list. */
  get list(): readonly Lettered[] {
    return this.all.filter((c) => this.ids.includes(c.id)).map((c, i) => ({...c, letter: letterOf(i)}));
  }

  toggle(id: string): void {
    const ids = this.ids.includes(id) ? this.ids.filter((x) => x !== id) : [...this.ids, id];
    setQuery({with: this.all.filter((c) => ids.includes(c.id)).map((c) => c.id).join(',')});
  }

  assessedOf(id: string): Fetched<Assessed> | undefined {
    return this.#assessed.get(id);
  }

  /** Asks for what is not known yet; called whenever the choice or the work changes. */
  refresh(): void {
    for (const one of this.list) {
      const asked = JSON.stringify([this.open.work.changes, one.ref]);
      if (this.#asked.get(one.id) === asked) continue;
      this.#asked.set(one.id, asked);
      void this.#ask(one, asked, 0);
    }
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#asked.clear();
  }

  async #ask(one: Choice, asked: string, times: number): Promise<void> {
    clearTimeout(this.#timers.get(one.id));
    const fetched = this.#assessed.get(one.id) ?? new Fetched<Assessed>();
    if (!this.#assessed.has(one.id)) this.#assessed.set(one.id, fetched);
    const {key, work} = this.open;
    const answer = await fetched.load((signal) => assess(key, work.changes, one.ref, signal));
    if (answer?.ideals === 'computing' && times < kTimesAsked && this.#asked.get(one.id) === asked)
      this.#timers.set(one.id, setTimeout(() => void this.#ask(one, asked, times + 1), kAskAgain));
  }
}
