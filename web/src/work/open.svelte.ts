import {caseDoc, check, scenario} from '../api/api';
import {Fetched} from '../api/fetched.svelte';
import {type CaseDoc, type CaseModel, type CheckedCase, type SourceModel} from '../api/types';
import {type Work, workOf} from './work.svelte';

/** A case as views see it: the file on disk, the work on it, and the model with the work's changes applied. */
export class OpenCase {
  readonly key: string;
  readonly work: Work;
  readonly disk = new Fetched<CaseDoc>();
  readonly checked = new Fetched<CheckedCase>();
  #lastModel: CaseModel | undefined;

  constructor(key: string) {
    this.key = key;
    this.work = workOf(key);
  }

  /** Reads the case file; a scenario without unsaved changes is read anew from its own. */
  async load(): Promise<void> {
    const doc = await this.disk.load((signal) => caseDoc(this.key, signal));
    const first = doc?.model?.alternatives.find((a) => a.roadmap !== null)?.id ?? doc?.roadmaps[0]?.name;
    const {roadmap} = this.work;
    const {scenario: name} = this.work.now;
    if (doc !== undefined && name !== null && !this.work.dirty) {
      const answer = await scenario(this.key, name);
      if (answer.ok) this.work.markSaved({changes: answer.value.changes});
      else if (answer.error.status === 404) this.work.unfiled();
    }
    if (first !== undefined && 'name' in roadmap && roadmap.name === 'none') this.work.start({name: first});
  }

  /** Asks anew what the changes make of the case; the app calls it whenever they change. */
  async refresh(): Promise<void> {
    const {changes} = this.work;
    if (changes.length === 0) {
      this.checked.clear();
      return;
    }
    await this.checked.load((signal) => check(this.key, changes, signal));
  }

  /** The case with the changes, as far as the answer is there. */
  get doc(): CaseDoc | undefined {
    return this.work.changes.length > 0 ? (this.checked.value ?? this.disk.value) : this.disk.value;
  }

  /** The model of `doc`; of the last valid text while a change makes it invalid. */
  get model(): CaseModel | undefined {
    const model = this.doc?.model ?? undefined;
    if (model !== undefined) this.#lastModel = model;
    return model ?? this.#lastModel ?? this.disk.value?.model ?? undefined;
  }

  get patch(): string {
    return this.work.changes.length > 0 ? (this.checked.value?.patch ?? '') : '';
  }

  /** Place of a party in the case, which fixes its colour and mark. */
  partyIndex(id: string): number {
    return Math.max(0, this.model?.parties.findIndex((p) => p.id === id) ?? 0);
  }

  partyName(id: string): string {
    return this.model?.parties.find((p) => p.id === id)?.name ?? id;
  }

  measureTitle(id: string): string {
    return this.model?.measures.find((m) => m.id === id)?.title ?? id;
  }

  readonly source = (id: string): SourceModel | undefined => this.model?.sources.find((s) => s.id === id);
}

const opened = new Map<string, OpenCase>();

export function openCase(key: string): OpenCase {
  const found = opened.get(key);
  if (found !== undefined) return found;
  const made = new OpenCase(key);
  opened.set(key, made);
  return made;
}

/** Props of every view of a case. */
export interface CaseViewProps {
  readonly open: OpenCase;
  /** What follows the view in the address: a roadmap, an agreement. */
  readonly name?: string | undefined;
}
