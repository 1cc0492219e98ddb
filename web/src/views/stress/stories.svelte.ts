import {type Story, type StoryEvent} from '../../api/answers';
import {post, segment} from '../../api/client';
import {type ApiResult} from '../../api/types';
import {type Played, kPerWorld} from './question.svelte';

export type State = 'running' | 'suspended' | 'over' | 'complete';

/** A stretch of time in one state; months from the start. */
export interface Stretch {
  readonly state: State;
  readonly from: number;
  readonly to: number;
}

export interface Digest {
  /** Month of the first breakdown, of the end for good, of everything being in force; undefined: never. */
  readonly broke: number | undefined;
  readonly ended: number | undefined;
  readonly complete: number | undefined;
}

/** In order of time; what happens in one month stays in its order. */
export const inOrder = (events: readonly StoryEvent[]): readonly StoryEvent[] => events.toSorted((a, b) => a.month - b.month);

export function digestOf(events: readonly StoryEvent[]): Digest {
  const of = (...kinds: readonly string[]): number | undefined => {
    const months = events.filter((e) => kinds.includes(e.kind)).map((e) => e.month);
    return months.length === 0 ? undefined : Math.min(...months);
  };
  return {broke: of('suspended', 'collapsed'), ended: of('collapsed'), complete: of('completed')};
}

export function stretchesOf(events: readonly StoryEvent[], months: number): readonly Stretch[] {
  const made: Stretch[] = [];
  let state = 'running' as State;
  let from = 0;
  let completed = false;
  const turn = (to: State, month: number): void => {
    if (to === state) return;
    if (month > from) made.push({state, from, to: month});
    state = to;
    from = month;
  };
  for (const event of inOrder(events)) {
    if (state === 'over') break;
    if (event.kind === 'completed') completed = true;
    if (event.kind === 'suspended') turn('suspended', event.month);
    else if (event.kind === 'collapsed') turn('over', event.month);
    else if (event.kind === 'resumed' || (event.kind === 'completed' && state === 'running')) turn(completed ? 'complete' : 'running', event.month);
  }
  if (months > from) made.push({state, from, to: months});
  return made;
}

export function replay(played: Played, history: number, signal?: AbortSignal): Promise<ApiResult<Story>> {
  const {key, ...asked} = played.common;
  return post(`/cases/${segment(key)}/replay`, {...asked, history, per_world: kPerWorld}, signal);
}

export interface Found {
  readonly history: number;
  readonly digest: Digest;
}

/** Looks through the first histories for those that are worth reading. */
export class Search {
  done = $state(0);
  all = $state(0);
  found = $state.raw<readonly Found[]>([]);
  /** What it was looked for in, to tell a change. */
  asked = $state.raw('');
  #run = 0;

  get busy(): boolean {
    return this.done < this.all;
  }

  clear(): void {
    ++this.#run;
    this.done = 0;
    this.all = 0;
    this.found = [];
    this.asked = '';
  }

  async look(played: Played, count: number, asked: string): Promise<void> {
    this.clear();
    const run = this.#run;
    this.all = count;
    this.asked = asked;
    const found: Found[] = [];
    const kAtOnce = 4;
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < count && run === this.#run) {
        const history = next++;
        const story = await replay(played, history);
        if (run !== this.#run) return;
        if (!story.ok) {
          this.all = this.done;
          next = count;
          return;
        }
        found.push({history, digest: digestOf(story.value.events)});
        ++this.done;
      }
    };
    await Promise.all(Array.from({length: kAtOnce}, worker));
    if (run === this.#run) this.found = found.sort((a, b) => a.history - b.history);
  }
}
