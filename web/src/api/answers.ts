import {type IsoDate} from '../base/brand';
import {type CaseModel, type CaseNumber, type RoadmapDoc} from './types';

/** Answers of the long questions, as `tandem ... --json` gives them; a kept one has a name. */
interface Kept {
  readonly result?: string;
}

export type Interval = readonly [low: number, high: number];

export interface Cost {
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

// ---- parts of the model that only these questions need

/** What can be held or given up, by the name under which it is asked about. */
export interface LimitModel {
  readonly name: string;
  readonly words: string;
  readonly holder: string | null;
  readonly cost: Cost | null;
}

export interface DynamicsModel {
  readonly described: boolean;
  readonly months: number;
  readonly crises: readonly {readonly id: string; readonly title: string}[];
  readonly indicators: readonly {readonly id: string; readonly title: string; readonly unit: string}[];
  readonly numbers: readonly CaseNumber[];
}

export interface PrinciplesModel {
  readonly required_partners: readonly string[];
  readonly thresholds: readonly CaseNumber[];
}

export const limitsOf = (model: CaseModel | undefined): readonly LimitModel[] => (model?.['limits'] as readonly LimitModel[] | undefined) ?? [];
export const dynamicsOf = (model: CaseModel | undefined): DynamicsModel | undefined => model?.['dynamics'] as DynamicsModel | undefined;
export const principlesOf = (model: CaseModel | undefined): PrinciplesModel | undefined => model?.['principles'] as PrinciplesModel | undefined;

// ---- stress

export interface Chance {
  readonly share: number;
  readonly histories: number;
  readonly sampling_95: Interval;
  readonly worlds_90: Interval;
}

export interface Distribution {
  readonly mean: number;
  readonly p5: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
}

export interface ValueDistribution extends Distribution {
  readonly worst_tenth: number;
  readonly best_tenth: number;
  readonly below_0: number;
}

export interface Mark {
  readonly month: number;
  readonly unbroken: Chance;
  readonly alive: Chance;
  readonly running: Chance;
  readonly all_in_force: Chance;
  readonly risk_reduction: Distribution;
  readonly final_goals: Distribution;
  readonly indicators: Readonly<Record<string, Distribution>>;
}

/** What happened, by ids: which of them there are depends on the kind. */
export interface Happening {
  readonly kind: string;
  readonly crisis?: string;
  readonly party?: string;
  readonly measure?: string;
  readonly government?: string;
  readonly share?: number;
}

export interface FirstBreakdown {
  readonly histories: number;
  readonly government: Happening | null;
  readonly cause: Happening;
  readonly words: string;
}

export interface StressAnswer extends Kept {
  readonly roadmap: string;
  readonly seed: number;
  readonly numbers: string;
  readonly histories: number;
  readonly worlds: number;
  readonly histories_per_world: number;
  readonly months: number;
  readonly stopped: boolean;
  readonly marks: readonly Mark[];
  readonly breakdowns: readonly number[];
  readonly first_breakdowns: readonly FirstBreakdown[];
  readonly phases_of_first_breakdowns: readonly number[];
  readonly values: Readonly<Record<string, ValueDistribution>>;
  readonly months_running: Distribution;
  readonly months_suspended: Distribution;
  readonly all_breakdowns: number;
  readonly disputes: number;
  readonly settled: number;
  readonly defaults: readonly {
    readonly number: string;
    readonly low: number;
    readonly mode: number;
    readonly high: number;
    readonly judgement: boolean;
    readonly basis: string;
  }[];
}

// ---- compare

export interface Difference {
  readonly mean: number;
  readonly interval_95: Interval;
}

export interface Wager {
  readonly party: string;
  readonly others_mean_it: number;
  readonly others_do_not: number;
  readonly break_even_with_none: number | null;
  readonly break_even_with_none_95: Interval | null;
}

export interface PolicyAnswer {
  readonly id: string;
  readonly title: string;
  readonly begins_in_month: number;
  readonly differs_from_first: Readonly<Record<string, Difference>>;
  readonly wagers: readonly Wager[];
  readonly stress: StressAnswer;
}

export interface FamilyAnswer {
  readonly id: string;
  readonly words: string;
  readonly policies: Readonly<
    Record<string, {readonly value: Readonly<Record<string, number>>; readonly regret: Readonly<Record<string, number>>}>
  >;
}

export interface CompareAnswer extends Kept {
  readonly seed: number;
  readonly policies: readonly PolicyAnswer[];
  readonly families: readonly FamilyAnswer[];
}

// ---- sensitivity

export interface Driver {
  readonly number: string;
  readonly p5: number;
  readonly p95: number;
  readonly first_order: number;
  readonly first_order_error: number;
  readonly total: number;
  readonly total_error: number;
  readonly rank_correlation: number;
}

export interface SensitivityAnswer extends Kept {
  readonly roadmap: string;
  readonly of: string;
  readonly worlds: number;
  readonly mean: number;
  readonly worst_quarter_below: number;
  readonly between_worlds: number;
  readonly between_histories: number;
  readonly drivers: readonly Driver[];
  readonly worst_where: {
    readonly sides: readonly {readonly number: string; readonly above: number | null; readonly below: number | null}[];
    readonly density: number;
    readonly coverage: number;
    readonly mass: number;
  } | null;
  readonly stopped: boolean;
}

// ---- replay

export interface StoryEvent extends Happening {
  readonly month: number;
  readonly date: IsoDate;
  readonly words: string;
}

export interface Story extends Kept {
  readonly roadmap: string;
  readonly events: readonly StoryEvent[];
}

// ---- search

export type SearchStatus = 'optimal' | 'feasible' | 'infeasible' | 'unknown';

export interface Obstacle {
  readonly rule: string;
  readonly text: string;
}

export interface TradeoffAnswer extends Kept {
  readonly status: SearchStatus;
  readonly between: readonly string[];
  readonly within: number | null;
  readonly best: Readonly<Record<string, number>>;
  readonly points: readonly {
    readonly values: Readonly<Record<string, number>>;
    readonly efficient: boolean;
    readonly roadmap: RoadmapDoc;
  }[];
  readonly corners: readonly Readonly<Record<string, number>>[];
  readonly obstacles: readonly Obstacle[];
}

// ---- window

export interface Conflict {
  readonly limits: readonly string[];
  /** null: not settled whether it stays one where all limits are looser by a tolerance. */
  readonly sure: boolean | null;
  readonly minimal: boolean;
  readonly obstacles: readonly Obstacle[];
}

export interface Movement {
  readonly limit: string;
  readonly now: number;
  readonly too_little: number;
  readonly enough: number | null;
  readonly unit: string;
}

export interface Relaxation {
  readonly limits: readonly string[];
  readonly cost: Cost | null;
  readonly without_cost: number;
  readonly minimal: boolean;
  readonly movements: readonly Movement[];
  readonly roadmap: RoadmapDoc | null;
}

/** In how many of the draws, with the 95 % interval of the share. */
export interface Often {
  readonly draws: number;
  readonly unknown: number;
  readonly low: number;
  readonly high: number;
}

export interface Draws {
  readonly made: number;
  readonly possible: Often;
  readonly hopeless: Often;
  readonly in_conflict: readonly (Often & {readonly limit: string})[];
  readonly suffices: readonly (Often & {readonly limits: readonly string[]})[];
}

export interface WindowAnswer extends Kept {
  readonly targets: readonly {readonly target: string; readonly words: string}[];
  readonly possible: boolean;
  readonly limits: readonly {readonly name: string; readonly words: string; readonly cost: Cost | null}[];
  readonly held: readonly string[];
  readonly conflicts: readonly Conflict[];
  readonly others_cost_at_least: number | null;
  readonly relaxations: readonly Relaxation[];
  readonly unsettled: readonly (readonly string[])[];
  readonly all: boolean;
  readonly draws: Draws | null;
  readonly questions: number;
}

export interface Best {
  readonly limits: readonly string[];
  readonly status: SearchStatus;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gain_at_least: number | null;
  readonly gain_at_most: number | null;
  readonly roadmap: RoadmapDoc | null;
}

export interface Spending {
  readonly holder: string | null;
  readonly settled: boolean;
  readonly reached: readonly {
    readonly limits: readonly string[];
    readonly cost: Cost | null;
    readonly objective: number;
    readonly each_needed: boolean;
    readonly roadmap: RoadmapDoc;
  }[];
  readonly ceilings: readonly {readonly cost_at_least: number; readonly bound: number | null; readonly possible: boolean}[];
}

export interface PolicyWorth {
  readonly policy: string;
  readonly spent: Cost | null;
  readonly insisted: Cost | null;
  readonly width: number;
  readonly status: SearchStatus;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly roadmap: RoadmapDoc | null;
  readonly conflict: readonly string[];
  readonly own_objective: number | null;
  readonly own_stands: boolean | null;
}

export interface WorthAnswer extends Kept {
  readonly as_it_is: Best;
  readonly each: readonly (Best & {readonly cost: Cost | null})[];
  readonly all: Best;
  readonly near: number;
  readonly curve: Spending;
  readonly holders: readonly Spending[];
  readonly policies: readonly PolicyWorth[];
  readonly roadmaps: number;
}
