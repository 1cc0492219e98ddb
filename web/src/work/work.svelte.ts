import {advance, back, begin, forth, type History} from '../base/history';
import {forget, keep, recall} from '../base/store';
import {type Change, type RoadmapRef, type Step, type StepsRoadmap} from '../api/types';

/** All that a person did to a case and that is in no file yet. */
export interface WorkState {
  readonly changes: readonly Change[];
  readonly roadmap: RoadmapRef;
  /** Phase by measure; null: never. */
  readonly locks: Readonly<Record<string, number | null>>;
  /** Name of the saved scenario that this began as. */
  readonly scenario: string | null;
}

interface Kept {
  readonly state: WorkState;
  readonly saved: WorkState;
}

const kNone: WorkState = {changes: [], roadmap: {name: 'none'}, locks: {}, scenario: null};
const nameOf = (key: string): string => `tandem.work.${key}`;
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The work on one case, with undo. Everything computed is asked of the API with what is in here. */
export class Work {
  readonly key: string;
  #history = $state.raw<History<WorkState>>(begin(kNone));
  /** What is in files, or was there when the case was opened. */
  #saved = $state.raw<WorkState>(kNone);

  constructor(key: string) {
    this.key = key;
    const kept = recall<Kept>(nameOf(key));
    if (kept !== undefined) {
      this.#history = begin({...kNone, ...kept.state});
      this.#saved = {...kNone, ...kept.saved};
    }
  }

  get now(): WorkState {
    return this.#history.now;
  }
  get saved(): WorkState {
    return this.#saved;
  }
  get changes(): readonly Change[] {
    return this.now.changes;
  }
  get roadmap(): RoadmapRef {
    return this.now.roadmap;
  }
  get locks(): Readonly<Record<string, number | null>> {
    return this.now.locks;
  }
  get dirty(): boolean {
    const {changes, locks, scenario} = this.now;
    const filed = scenario === this.#saved.scenario ? this.#saved.changes : [];
    return this.roadmapDirty || !same(changes, filed) || !same(locks, this.#saved.locks);
  }
  /** Whether steps were moved since they were in a file; a roadmap that is only named is in one. */
  get roadmapDirty(): boolean {
    return 'steps' in this.now.roadmap && !same(this.now.roadmap, this.#saved.roadmap);
  }
  get undoLabel(): string | undefined {
    return this.#history.past.at(-1)?.label;
  }
  get redoLabel(): string | undefined {
    return this.#history.future[0]?.label;
  }

  /** One step that can be undone; `label` says it in words. */
  apply(label: string, change: Partial<WorkState>): void {
    this.#show(advance(this.#history, {...this.now, ...change}, label));
  }

  undo(): string | undefined {
    const label = this.undoLabel;
    this.#show(back(this.#history));
    return label;
  }

  redo(): string | undefined {
    const label = this.redoLabel;
    this.#show(forth(this.#history));
    return label;
  }

  /** The roadmap that a case opens on; nothing to undo. */
  start(roadmap: RoadmapRef): void {
    if (this.#history.past.length > 0 || 'steps' in this.now.roadmap) return;
    this.#saved = {...this.#saved, roadmap};
    this.#history = begin({...this.now, roadmap});
  }

  /** Comes to a roadmap by its address: where a case opens, or a choice; an edited one is left alone. */
  visit(label: string, name: string): void {
    if (this.roadmapDirty || this.now.roadmap.name === name) return;
    if (this.#history.past.length === 0) this.start({name});
    else this.choose(label, {name});
  }

  /** Chooses a roadmap that is in a file: nothing is unsaved by that. */
  choose(label: string, roadmap: RoadmapRef): void {
    this.#saved = {...this.#saved, roadmap};
    this.apply(label, {roadmap});
  }

  /** Says that these parts are in files now. */
  markSaved(parts: Partial<WorkState>): void {
    this.#saved = {...this.#saved, ...parts};
    this.#show({...this.#history, now: {...this.now, ...parts}});
  }

  /** Says that no file holds the scenario any more: what it changed is unsaved now. */
  unfiled(): void {
    this.#saved = {...this.#saved, changes: [], scenario: null};
    this.#show({...this.#history, now: {...this.now, scenario: null}});
  }

  forget(label: string): void {
    this.#show(advance(this.#history, this.#saved, label));
  }

  /** Sets a value of the case text; a second change of the same place replaces the first. */
  set(label: string, at: string, to: string): void {
    const others = this.changes.filter((c) => !('set' in c && c.set === at));
    this.apply(label, {changes: [...others, {set: at, to}]});
  }

  /** Replaces the roadmap by edited steps. */
  edit(label: string, roadmap: StepsRoadmap): void {
    this.apply(label, {roadmap});
  }

  lock(label: string, measure: string, phase: number | null | undefined): void {
    const locks = {...this.locks};
    if (phase === undefined) delete locks[measure];
    else locks[measure] = phase;
    this.apply(label, {locks});
  }

  #show(history: History<WorkState>): void {
    this.#history = history;
    // A scenario as it is in its file is kept too, so that a page loaded anew still shows it.
    if (this.dirty || history.now.scenario !== null) keep(nameOf(this.key), {state: history.now, saved: this.#saved} satisfies Kept);
    else forget(nameOf(this.key));
  }
}

const works = new Map<string, Work>();

/** The one work on a case; views of the case share it. */
export function workOf(key: string): Work {
  const found = works.get(key);
  if (found !== undefined) return found;
  const made = new Work(key);
  works.set(key, made);
  return made;
}

/** Part of a measure that starts in one month. */
export interface Tranche {
  readonly month: number;
  readonly share: number;
}

/** The tranches of a step in order of time; `length` is months per phase. */
export function tranchesOf(step: Step | undefined, length: number): readonly Tranche[] {
  if (step === undefined) return [];
  if (typeof step === 'number') return [{month: (step - 1) * length, share: 1}];
  if (isList(step)) return [...step].sort((a, b) => a.month - b.month);
  if (isMonth(step)) return [step];
  return Object.entries(step)
    .map(([phase, share]) => ({month: (Number(phase) - 1) * length, share}))
    .filter(({share}) => share > 0)
    .sort((a, b) => a.month - b.month);
}

/** The shortest way to write tranches: a phase, shares by phase, or months where one is off the grid. */
export function stepOf(tranches: readonly Tranche[], length: number): Step | undefined {
  const [first] = tranches;
  if (first === undefined) return undefined;
  if (tranches.some(({month}) => month % length !== 0)) return tranches;
  if (tranches.length === 1 && first.share === 1) return first.month / length + 1;
  return Object.fromEntries(tranches.map(({month, share}) => [String(month / length + 1), share]));
}

/** The same step begun `by` phases later; undefined if that leaves the case's phases. */
export function moved(step: Step, by: number, length: number, phases: number): Step | undefined {
  const tranches = tranchesOf(step, length).map(({month, share}) => ({month: month + by * length, share}));
  if (tranches.some(({month}) => month < 0 || month >= phases * length)) return undefined;
  return stepOf(tranches, length);
}

const isList = (step: Step): step is readonly Tranche[] => Array.isArray(step);
const isMonth = (step: Step): step is Tranche => typeof step === 'object' && Object.hasOwn(step, 'month');
