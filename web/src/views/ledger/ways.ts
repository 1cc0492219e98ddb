import {type PlanAnswer, type StepsRoadmap} from '../../api/types';

/** The ways on from where a record stands: `tandem ledger replan --json`. */

export type Way = 'none' | 'as_it_stands' | 'as_agreed' | 'replanned';

interface PhaseShare {
  readonly phase: number;
  readonly share: number;
}

export interface Changed {
  readonly measure: string;
  readonly agreed: readonly PhaseShare[];
  readonly now: readonly PhaseShare[];
  /** It was to be begun before, and was not. */
  readonly late: boolean;
}

/** Points of a party's own scale, with the 95 % interval of the mean. */
export interface Gain {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface WaysAnswer {
  readonly result?: string;
  readonly suspended: boolean;
  readonly histories: number;
  readonly plan: PlanAnswer & {
    readonly from_phase: number;
    readonly agreed_steps: number;
    readonly kept_steps: number;
    readonly changes: readonly Changed[];
  };
  /** Continuations that were looked for in vain, by the share of the agreed steps that they were to keep. */
  readonly missed: readonly {readonly keep: number; readonly proven: boolean; readonly obstacles: readonly {readonly text: string}[]}[];
  readonly ways: readonly {
    readonly way: Way;
    readonly better_than_none: Readonly<Record<string, Gain>>;
    readonly preferred_by: readonly string[];
    readonly refused_by: readonly string[];
  }[];
  /** The replanned roadmap, as requests have it. */
  readonly steps?: StepsRoadmap['steps'];
  readonly accession?: Readonly<Record<string, number>>;
}
