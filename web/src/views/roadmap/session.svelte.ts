import {assess} from '../../api/api';
import {Fetched} from '../../api/fetched.svelte';
import {type Assessed, type Step, type StepsRoadmap} from '../../api/types';
import {type OpenCase} from '../../work/open.svelte';
import {moved, stepOf, type Tranche, tranchesOf} from '../../work/work.svelte';

export type Against = 'last' | 'opened';

const kAskAgain = 1500;  // milliseconds, while the best attainable gains are being computed
const kTimesAsked = 40;

/** The roadmap that is worked on, its assessment, and the assessments that it is compared with. */
export class Session {
  readonly open: OpenCase;
  readonly assessed = new Fetched<Assessed>();
  /** Before the last change, and as the roadmap was when it was chosen. */
  #last = $state.raw<Assessed | undefined>(undefined);
  #opened = $state.raw<Assessed | undefined>(undefined);
  against = $state<Against>('last');
  /** Milliseconds from the last question to its answer. */
  took = $state<number | undefined>(undefined);
  #shown: {readonly asked: string; readonly answer: Assessed} | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(open: OpenCase) {
    this.open = open;
  }

  get length(): number {
    return this.open.model?.time.months_per_phase ?? 1;
  }
  get phases(): number {
    return this.open.model?.time.phases ?? 0;
  }

  /** Steps by measure as they stand, ahead of the server's answer. */
  get steps(): Readonly<Record<string, Step>> {
    const {roadmap} = this.open.work;
    return 'steps' in roadmap ? roadmap.steps : (this.assessed.value?.steps ?? {});
  }
  get accession(): Readonly<Record<string, number>> {
    const {roadmap} = this.open.work;
    return 'steps' in roadmap ? (roadmap.accession ?? {}) : (this.assessed.value?.accession ?? {});
  }
  get title(): string {
    const {roadmap} = this.open.work;
    if ('steps' in roadmap) return roadmap.title ?? roadmap.name ?? '';
    return this.open.doc?.roadmaps.find((r) => r.name === roadmap.name)?.title ?? this.assessed.value?.assessment.title ?? roadmap.name;
  }
  get before(): Assessed | undefined {
    return this.against === 'last' ? this.#last : this.#opened;
  }

  /** Asks for the assessment of what is worked on; called whenever that changes. */
  async refresh(): Promise<void> {
    clearTimeout(this.#again);
    await this.#ask(0);
  }

  async #ask(times: number): Promise<void> {
    const {work, key} = this.open;
    const {changes, roadmap} = work;
    const asked = JSON.stringify([changes, roadmap]);
    const from = performance.now();
    await this.assessed.load((signal) => assess(key, changes, roadmap, signal), (answer) => {
      this.took = performance.now() - from;
      if (this.#shown !== undefined && this.#shown.asked !== asked) this.#last = this.#shown.answer;
      if (!('steps' in roadmap) || this.#opened === undefined) this.#opened = answer;
      this.#shown = {asked, answer};
      if (answer.ideals === 'computing' && times < kTimesAsked)
        this.#again = setTimeout(() => void this.#ask(times + 1), kAskAgain);
    });
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  tranches(measure: string): readonly Tranche[] {
    return tranchesOf(this.steps[measure], this.length);
  }

  #edited(change: Partial<StepsRoadmap>): StepsRoadmap {
    const {roadmap} = this.open.work;
    const name = 'steps' in roadmap ? roadmap.name : roadmap.name === 'none' ? undefined : roadmap.name;
    return {
      ...(name === undefined ? {} : {name}),
      title: this.title,
      steps: this.steps,
      accession: this.accession,
      ...change,
    };
  }

  /** Takes a measure in, moves it, or (undefined) takes it out. */
  put(label: string, measure: string, step: Step | undefined): void {
    const steps = {...this.steps};
    if (step === undefined) delete steps[measure];
    else steps[measure] = step;
    this.open.work.edit(label, this.#edited({steps}));
  }

  /** Starts all of it in one phase. What is divided keeps its tranches and moves as one. */
  startIn(label: string, measure: string, phase: number): void {
    const tranches = this.tranches(measure);
    const first = tranches[0];
    const whole = first === undefined || tranches.length === 1;
    const by = first === undefined ? 0 : phase - 1 - Math.floor(first.month / this.length);
    const step = whole
      ? stepOf([{month: (phase - 1) * this.length, share: first?.share ?? 1}], this.length)
      : moved(stepOf(tranches, this.length) ?? phase, by, this.length, this.phases);
    if (step !== undefined) this.put(label, measure, step);
  }

  /** Whether there was room to move. */
  move(label: string, measure: string, by: number): boolean {
    const step = this.steps[measure];
    const next = step === undefined ? undefined : moved(step, by, this.length, this.phases);
    if (next === undefined) return false;
    this.put(label, measure, next);
    return true;
  }

  accede(label: string, party: string, phase: number | undefined): void {
    const accession = {...this.accession};
    if (phase === undefined) delete accession[party];
    else accession[party] = phase;
    this.open.work.edit(label, this.#edited({accession}));
  }
}

const sessions = new Map<string, Session>();

/** The session of a case outlives a visit to other views, so that comparisons stay. */
export function sessionOf(open: OpenCase): Session {
  const found = sessions.get(open.key);
  if (found !== undefined) return found;
  const made = new Session(open);
  sessions.set(open.key, made);
  return made;
}
