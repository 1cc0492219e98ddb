import {type CaseKey, type IsoDate, type MeasureId, type PartyId} from '../base/brand';

export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly rule?: string;
  readonly message: string;
  readonly repair?: string;
}

/** Why an answer did not come. `offline` and `stranger` are found here, the rest is the server's. */
export interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly repair?: string;
  readonly details: readonly Diagnostic[];
  /** Of a ledger in which something came in between: what its head is now. */
  readonly head?: string;
}

export type ApiResult<T> =
  | {readonly ok: true; readonly value: T}
  | {readonly ok: false; readonly error: ApiError};

// ---- what is computed on

export type Change =
  | {readonly set: string; readonly to: string}
  | {readonly remove: string}
  | {readonly replace: string; readonly with: string};

/** A start off the grid of phases. */
export interface MonthShare {
  readonly month: number;
  readonly share: number;
}

/** A phase, or shares by phase (counted from 1), or shares by month for what starts between phases. */
export type Step = number | Readonly<Record<string, number>> | MonthShare | readonly MonthShare[];

export interface StepsRoadmap {
  readonly name?: string;
  readonly steps: Readonly<Record<string, Step>>;
  readonly accession?: Readonly<Record<string, number>>;
  readonly title?: string;
}

export type RoadmapRef = {readonly name: string} | StepsRoadmap;

export interface Lock {
  readonly measure: string;
  /** null: never. */
  readonly phase: number | null;
}

// ---- cases

export interface CaseRow {
  readonly key: CaseKey;
  readonly kind: 'case' | 'agreement';
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly measures: number | null;
  readonly phases: number | null;
  readonly readable: boolean;
  readonly error?: string | null;
  readonly agreements: readonly AgreementRow[];
}

export interface AgreementRow {
  readonly name: string;
  readonly title: string;
  readonly obligations?: number;
}

export interface Cases {
  readonly folders: readonly string[];
  readonly cases: readonly CaseRow[];
}

export interface About {
  readonly name: string;
  readonly version: string;
  readonly case_folders?: readonly string[];
}

export interface Provenance {
  readonly kind: 'source' | 'judgement';
  readonly id: string;
  readonly about?: string;
  readonly citation?: string;
  readonly as_of?: IsoDate | null;
}

export interface CaseNumber {
  /** Address in the case text, as `set` takes it. */
  readonly at: string;
  /** As written; null for a default that is not. */
  readonly text: string | null;
  readonly low: number;
  readonly mode: number;
  readonly high: number;
  readonly provenance: Provenance | null;
  readonly line: number | null;
}

export interface PartyModel {
  readonly id: PartyId;
  readonly name: string;
  readonly role: 'principal' | 'partner';
  readonly discount: CaseNumber | null;
  readonly reserve: CaseNumber | null;
  readonly breakdown: {readonly per_year: CaseNumber | null; readonly once: CaseNumber | null};
  readonly capacity: CaseNumber | null;
  readonly accession: {
    readonly earliest: number;
    readonly latest: number | null;
    readonly never: boolean;
    readonly after: readonly string[];
    readonly with: readonly string[];
  } | null;
  readonly at: string;
  readonly line: number | null;
}

export interface TrackModel {
  readonly id: string;
  readonly title: string;
}

export interface Verification {
  readonly means: string | null;
  readonly operated_by: string | null;
  readonly fallback: string | null;
  readonly detection: CaseNumber | null;
  readonly false_alarm: CaseNumber | null;
}

export interface After {
  readonly measure: string;
  readonly share: CaseNumber | null;
}

export interface MeasureModel {
  readonly id: MeasureId;
  readonly title: string;
  readonly note: string | null;
  readonly actors: readonly PartyId[];
  readonly track: string;
  readonly duration: CaseNumber | null;
  /** Whole months from start to in force, as the engine counts them. */
  readonly months: number;
  readonly divisible: boolean;
  readonly smallest_tranche: CaseNumber | null;
  readonly fastest_pace: CaseNumber | null;
  readonly quantity: CaseNumber | null;
  readonly unit: string | null;
  readonly mandatory: boolean;
  readonly worth: Readonly<Record<string, CaseNumber>>;
  readonly breakdown_shift: Readonly<Record<string, CaseNumber>>;
  readonly upfront: CaseNumber | null;
  readonly upfront_burden: CaseNumber | null;
  readonly reversibility: CaseNumber | null;
  readonly restore_months: CaseNumber | null;
  readonly risk_reduction: CaseNumber | null;
  readonly final_goal: CaseNumber | null;
  readonly weight: CaseNumber | null;
  readonly verification: Verification | null;
  readonly legal_form: string | null;
  readonly after: readonly After[];
  readonly with: readonly string[];
  readonly excludes: readonly string[];
  readonly one_of: string | null;
  readonly not_before: string | null;
  readonly not_after: string | null;
  readonly provenance: readonly Provenance[];
  readonly at: string;
  readonly line: number | null;
}

export interface BoundaryModel {
  readonly id: string;
  readonly holder: PartyId;
  readonly statement: string;
  readonly kind: string;
  readonly measures: readonly string[];
  readonly until: readonly After[];
  readonly track: string | null;
  readonly share: CaseNumber | null;
  readonly date: string | null;
  readonly cost: CaseNumber | null;
  readonly provenance: Provenance | null;
  readonly at: string;
  readonly line: number | null;
}

export interface AlternativeModel {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly roadmap: string | null;
  readonly insists_on: readonly BoundaryModel[];
  readonly gives_up: readonly string[];
}

export interface SourceModel {
  readonly id: string;
  readonly citation: string;
  readonly url: string | null;
  readonly as_of: IsoDate | null;
  readonly note: string | null;
  readonly numbers: number;
  readonly boundaries: number;
  readonly line: number | null;
}

export interface JudgementModel {
  readonly id: string;
  readonly about: string;
  readonly by: string | null;
  readonly as_of: IsoDate | null;
  readonly note: string | null;
  readonly numbers: number;
  readonly boundaries: number;
  readonly line: number | null;
}

export interface CaseModel {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly time: {
    readonly start: IsoDate;
    readonly phases: number;
    readonly months_per_phase: number;
    readonly horizon_months: number | null;
    readonly response_months: number;
    readonly deviation: string;
    readonly moves: string;
    readonly hazard: CaseNumber | null;
    readonly phase_starts: readonly IsoDate[];
  };
  readonly parties: readonly PartyModel[];
  readonly tracks: readonly TrackModel[];
  readonly measures: readonly MeasureModel[];
  readonly boundaries: readonly BoundaryModel[];
  readonly alternatives: readonly AlternativeModel[];
  readonly objectives: {readonly in_order: boolean; readonly list: readonly {readonly name: string; readonly weight: number}[]};
  readonly sources: readonly SourceModel[];
  readonly judgements: readonly JudgementModel[];
  readonly [more: string]: unknown;
}

export interface RoadmapRow {
  readonly name: string;
  readonly title: string;
  readonly kind: 'alternative' | 'roadmap' | 'agreement' | 'none';
}

export interface ScenarioRow {
  readonly name: string;
  readonly title: string;
}

export interface CaseDoc {
  readonly key: CaseKey;
  readonly path: string;
  readonly file: string;
  readonly revision: string;
  readonly writable: boolean;
  readonly text: string;
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly model?: CaseModel | null;
  readonly summary?: unknown;
  readonly roadmaps: readonly RoadmapRow[];
  readonly agreements: readonly AgreementRow[];
  readonly scenarios: readonly ScenarioRow[];
}

export interface CheckedCase extends CaseDoc {
  readonly changes: readonly Change[];
  /** Unified diff against the file on disk; empty if nothing changes. */
  readonly patch: string;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly changes: readonly Change[];
  readonly roadmap?: RoadmapRef | null;
}

// ---- assessment

export type Verdict = 'meets' | 'fails' | 'measured' | 'not_applicable' | 'needs_stress';

export interface Finding {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly threshold: number | null;
  readonly threshold_is: 'at_most' | 'at_least' | null;
  readonly range: readonly [number, number] | null;
  readonly verdict: Verdict;
  readonly reason: string;
}

export interface Principle {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

export interface DecisionMonths {
  readonly carry_on_points: readonly (number | null)[];
  readonly break_off_points: readonly (number | null)[];
  readonly margin_points: readonly (number | null)[];
}

export interface PartyAssessment {
  readonly id: PartyId;
  readonly name: string;
  readonly role: 'principal' | 'partner';
  readonly accession_phase: number | null;
  readonly net_points: number | null;
  readonly reserve_points: number | null;
  readonly ideal_points: number | null;
  readonly ideal_is_proven: boolean;
  readonly by_decision_month: DecisionMonths;
  readonly exposure_points: readonly (number | null)[];
  readonly other_convention: {readonly deviation: string; readonly by_decision_month: DecisionMonths};
  readonly by_phase: {
    readonly gives_points: readonly number[];
    readonly gets_points: readonly number[];
    readonly cumulative_net_points: readonly number[];
  };
}

export interface Assessment {
  readonly roadmap: string;
  readonly title: string;
  readonly stands: boolean;
  readonly breaches: readonly {readonly rule: string; readonly phase: number | null; readonly text: string}[];
  readonly principles: readonly Principle[];
  readonly deviation: 'withhold' | 'withdraw';
  readonly decision_months: readonly number[];
  readonly decision_dates: readonly IsoDate[];
  readonly parties: readonly PartyAssessment[];
  readonly leverage: readonly {
    readonly holder: PartyId;
    readonly over: PartyId;
    readonly share_by_decision_month: readonly (number | null)[];
  }[];
  readonly tracks: readonly {
    readonly id: string;
    readonly started_share_by_phase: readonly number[];
    readonly in_force_share_by_phase: readonly number[];
  }[];
  readonly security: {readonly in_force: readonly MonthShare[]; readonly verified: readonly MonthShare[]};
  readonly covert_cheating: readonly {
    readonly party: PartyId;
    readonly measure: MeasureId;
    readonly detection: number;
    readonly detection_needed: number | null;
    readonly worst_month: number;
  }[];
}

export interface RoadmapStep {
  readonly number: string;
  readonly measure: MeasureId;
  readonly phase: number;
  readonly start_month: number;
  readonly start_date: IsoDate;
  readonly in_force_month: number;
  readonly in_force_date: IsoDate;
  readonly share: number;
}

export interface RoadmapDoc {
  readonly roadmap: string;
  readonly title: string;
  readonly accession_phase: Readonly<Record<string, number | null>>;
  readonly steps: readonly RoadmapStep[];
}

export interface Assessed {
  readonly result: string;
  readonly roadmap: RoadmapDoc;
  readonly steps: Readonly<Record<string, Step>>;
  readonly accession: Readonly<Record<string, number>>;
  readonly assessment: Assessment;
  readonly ideals: 'known' | 'computing';
}

// ---- jobs

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly text: string;
  readonly seconds: number;
}

export interface JobDoc<A = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly state: JobState;
  readonly progress?: JobProgress | null;
  readonly partial?: A | null;
  readonly answer?: A | null;
  readonly error?: Omit<ApiError, 'status'> | null;
  readonly events?: string;
}

export interface PlanAnswer {
  readonly result?: string;
  readonly status: string;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly relative_gap: number | null;
  readonly obstacles?: readonly {readonly rule: string; readonly text: string}[];
  readonly roadmap?: RoadmapDoc | null;
  readonly steps?: Readonly<Record<string, Step>>;
  readonly accession?: Readonly<Record<string, number>>;
}
