import {type IsoDate} from '../../base/brand';
import {number, percent} from '../../base/format';
import {settings} from '../../base/settings.svelte';

/** What a record means: `tandem ledger outlook --json`. */

/** A chance, or a share, with the ends of what it may be. */
export interface Between {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Warning {
  readonly kind: 'behind_plan' | 'behind_others' | 'trust' | 'leverage' | 'at_risk' | 'breach';
  readonly says: string;
  readonly entries: readonly number[];
  readonly obligations: readonly string[];
}

export interface PlanRow {
  /** null: all of them. */
  readonly party: string | null;
  readonly due: number;
  readonly on_time: number;
  readonly late: number;
  readonly open: number;
  readonly mean_days_late: number;
  readonly still_open: readonly string[];
  /** To measures of the case; the chance is of these. */
  readonly linked: number;
  readonly linked_open: number;
  readonly chance: Between | null;
}

export interface RateRow {
  readonly compared_with: string;
  readonly provisions: number;
  readonly source: string;
  readonly years: number;
  readonly obligations: number;
  readonly reported: number;
  readonly verified: number;
  readonly share_of_others: number;
  readonly share_of_others_low: number;
  readonly share_of_others_high: number;
  readonly chance_of_so_few: Between;
}

export interface AtRisk {
  readonly obligation: string;
  readonly due: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly days: number;
  readonly waits_for: string | null;
}

export interface TrustRow {
  readonly party: string;
  readonly in: string;
  readonly before: number;
  readonly now: Between;
}

/** Shares of the scale of the other. */
export interface LeverageRow {
  readonly holds: string;
  readonly over: string;
  readonly at_first: number;
  readonly now: number;
  readonly left: readonly {readonly id: string; readonly title: string}[];
}

/** Shares of the measure. */
export interface ReturnRow {
  readonly measure: string;
  readonly title: string;
  readonly in_force: number;
  readonly under_way: number;
  readonly taken_back: number;
  readonly stays: number;
  readonly by: IsoDate | null;
  /** Of a party that has suspended the process or left it. */
  readonly recorded: boolean;
}

/** Points of the party's own scale of 100. */
export interface LossRow {
  readonly party: string;
  readonly had: number;
  readonly loses: number;
  readonly keeps: number;
  readonly relieved: number;
  readonly bears: number;
  readonly forgoes: number;
  readonly breakdown: number;
}

export interface OutlookDoc {
  readonly on: IsoDate;
  readonly standing: {
    readonly case: string;
    readonly month: number;
    readonly steps: readonly {readonly measure: string; readonly title: string; readonly in_force_month: number | null; readonly share: number}[];
    readonly suspended: IsoDate | null;
    readonly suspended_by: readonly string[];
    readonly assumptions: readonly string[];
    readonly left_out: readonly string[];
  } | null;
  /** Without a standing. */
  readonly why_no_case?: string;
  readonly warnings: readonly Warning[];
  readonly plan: readonly PlanRow[];
  readonly rates: readonly RateRow[];
  readonly at_risk: readonly AtRisk[];
  readonly trust: readonly TrustRow[];
  readonly leverage: readonly LeverageRow[];
  readonly breakdown: {
    /** It has happened; else: if it happened on that day. */
    readonly recorded: boolean;
    readonly day: IsoDate;
    readonly measures: readonly ReturnRow[];
    readonly parties: readonly LossRow[];
  } | null;
}

const kLeast = 0.001;
/** Near 0 and near 1 with a digit more: two would call it sure. */
function chance(value: number): string {
  const mark = settings.language === 'ar' ? '\u200e' : '';
  if (value < kLeast) return `${mark}<\u200a${kLeast}`;
  if (value > 1 - kLeast) return `${mark}>\u200a${1 - kLeast}`;
  return number(value, value < 0.1 || value > 0.9 ? 3 : 2);
}

/** "0.034 (<0.001 to 0.22)", in the words of the language for the range. */
export const between = (of: Between, range: (low: string, high: string) => string): string => `${chance(of.middle)} (${range(chance(of.low), chance(of.high))})`;

/** "22 % (19 % to 25 %)". */
export const shareBetween = (of: Between, range: (low: string, high: string) => string): string => `${percent(of.middle)} (${range(percent(of.low), percent(of.high))})`;
