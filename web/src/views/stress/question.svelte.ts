import {router, setQuery} from '../../base/router.svelte';
import {type RoadmapRef} from '../../api/types';
import {type Choice, choicesOf, workedOn} from '../../widgets/answer/roadmaps';
import {type OpenCase} from '../../work/open.svelte';

const kHistories = 20_000;
const kSeed = 1;
/** As the API's default: histories that share one value for every uncertain number. */
export const kPerWorld = 100;

const whole = (text: string | null, otherwise: number, most: number): number => {
  const n = Number(text);
  return text !== null && Number.isInteger(n) && n >= 0 && n <= most ? n : otherwise;
};

/** What is played, as the address has it. */
export class Played {
  readonly open: OpenCase;

  constructor(open: OpenCase) {
    this.open = open;
  }

  get choices(): readonly Choice[] {
    return choicesOf(this.open);
  }
  get choice(): Choice | undefined {
    const wanted = router.query.get('roadmap') ?? workedOn(this.open);
    return this.choices.find((c) => c.id === wanted) ?? this.choices.find((c) => c.id === workedOn(this.open)) ?? this.choices[0];
  }
  get roadmap(): RoadmapRef {
    return this.choice?.ref ?? this.open.work.roadmap;
  }
  get histories(): number {
    return Math.max(100, whole(router.query.get('histories'), kHistories, 1e9));
  }
  get seed(): number {
    return whole(router.query.get('seed'), kSeed, Number.MAX_SAFE_INTEGER);
  }
  get shocks(): readonly string[] {
    return router.query.get('shocks')?.split(',') ?? [];
  }

  choose(id: string): void {
    setQuery({roadmap: id === workedOn(this.open) ? undefined : id});
  }
  setHistories(n: number): void {
    setQuery({histories: n === kHistories ? undefined : String(n)});
  }
  setSeed(n: number): void {
    setQuery({seed: n === kSeed ? undefined : String(n)});
  }
  setShocks(shocks: readonly string[]): void {
    setQuery({shocks: shocks.length === 0 ? undefined : shocks.join(',')});
  }

  /** The part that all three questions share. */
  get common(): {readonly key: string; readonly changes: OpenCase['work']['changes']; readonly roadmap: RoadmapRef; readonly seed: number; readonly shocks: readonly string[]} {
    return {key: this.open.key, changes: this.open.work.changes, roadmap: this.roadmap, seed: this.seed, shocks: this.shocks};
  }
}
