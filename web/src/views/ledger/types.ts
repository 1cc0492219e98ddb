import {type LedgerRow} from '../../api/ledgers';
import {type IsoDate} from '../../base/brand';

/** What those say who have to do it. */
export const kReported = ['not_due', 'due', 'started', 'done', 'late', 'suspended', 'withdrawn', 'rebaselined'] as const;
export type Reported = (typeof kReported)[number];

/** Where an obligation stands: as is reported, or beside the text in force. */
export const kPlaces = [...kReported, 'taken_out'] as const;
export type Place = (typeof kPlaces)[number];

/** What others have found about it. */
export const kVerification = ['none', 'claimed', 'verified', 'not_met', 'contested', 'unknown'] as const;
export type Verification = (typeof kVerification)[number];
/** What is found, or only claimed. */
export type Found = Exclude<Verification, 'none'>;

export const kKinds = [
  'opened', 'signed', 'amended', 'consented', 'refused', 'due', 'started', 'reported', 'verified', 'contested', 'incident', 'dispute',
  'suspended', 'withdrawn', 'resumed', 'acceded', 'administration', 'evidence', 'corrected',
] as const;
export type Kind = (typeof kKinds)[number];

export const kFindings = ['met', 'not_met', 'unknown'] as const;
export type Finding = (typeof kFindings)[number];

export const kSteps = ['raised', 'referred', 'answered', 'settled', 'unsettled'] as const;
export type Step = (typeof kSteps)[number];

export interface ObligationState {
  readonly id: string;
  readonly title: string;
  readonly actors: readonly string[];
  readonly counterparts: readonly string[];
  readonly reported: Reported;
  readonly verification: Verification;
  readonly contested_by: readonly string[];
  readonly paused_by: readonly string[];
  /** Done, as reported; of which found to be met. */
  readonly share: number;
  readonly verified_share: number;
  readonly started: IsoDate | null;
  readonly done: IsoDate | null;
  readonly found_on: IsoDate | null;
  readonly finding: Finding | null;
  /** That it was reported as done. */
  readonly times: number;
  readonly due: IsoDate | null;
  /** In the first text that has it. */
  readonly original_due: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly cure_until: IsoDate | null;
  readonly days_late: number | null;
  /** Why it has no day. */
  readonly undated: string | null;
  /** What should have come by now and has not, such as "verified(A1)"; then it has no day. */
  readonly waits_for: readonly string[];
  readonly void_by_default: boolean;
  /** An amendment has given it another day. */
  readonly rebaselined: boolean;
  readonly removed_by: number | null;
  readonly incidents: number;
  /** Numbers of the entries that the two axes rest on. */
  readonly entries: readonly number[];
}

export interface Attention {
  /** An obligation, a party, or empty. */
  readonly of: string;
  readonly why: string;
  readonly entry: number | null;
}

export interface Consent {
  readonly by: string;
  readonly on: IsoDate;
  readonly entry: number;
}

export interface TextVersion {
  readonly entry: number;
  readonly status: 'in_force' | 'not_yet' | 'pending' | 'refused' | 'replaced';
  readonly by: string;
  readonly on: IsoDate;
  readonly since: IsoDate | null;
  /** The day of the text in its place. */
  readonly replaced: IsoDate | null;
  /** Whose consent it needs. */
  readonly touched: readonly string[];
  readonly consents: readonly Consent[];
  readonly refused: Consent | null;
}

export interface Dispute {
  readonly of: string;
  readonly to: number | null;
  readonly open: boolean;
  readonly until: IsoDate | null;
  readonly overdue: boolean;
  readonly steps: readonly {
    readonly step: Step;
    readonly by: string;
    readonly on: IsoDate;
    readonly until: IsoDate | null;
    readonly entry: number;
  }[];
}

export interface PartyState {
  readonly id: string;
  readonly name: string;
  readonly standing: 'active' | 'suspended' | 'withdrawn';
  readonly since: IsoDate | null;
  readonly acceded: IsoDate | null;
  readonly administration: IsoDate | null;
}

/** Each obligation of the text in force is in one of those of `Reported`; what is found is of those in `reported`. */
export interface Counts extends Readonly<Record<Reported | Found, number>> {
  readonly obligations: number;
  /** As done, wholly or in part. */
  readonly reported: number;
  /** What is found about all others. */
  readonly not_reported: Readonly<Record<Found, number>>;
  /** An amendment gave them another day, whatever became of them. */
  readonly moved: number;
  /** Beside all obligations. */
  readonly taken_out: number;
}

interface Viewed {
  readonly ledger: string;
  readonly on: IsoDate;
  /** A second, 2007-07-14T09:30:00Z. */
  readonly known: string;
  readonly entries: number;
}

export interface StatusDoc extends Viewed {
  readonly key: string;
  readonly title: string;
  readonly kind: LedgerRow['kind'];
  readonly writable: boolean;
  readonly why_not: string | null;
  readonly case: string | null;
  /** The text in force on that day. */
  readonly agreement: {readonly id: string; readonly title: string} | null;
  /** Of the ledger as it is now, SEQ:HEX. */
  readonly head: string;
  readonly last_day: IsoDate | null;
  readonly counts: Counts;
  readonly attention: readonly Attention[];
  readonly obligations: readonly ObligationState[];
  readonly texts: readonly TextVersion[];
  readonly disputes: readonly Dispute[];
  readonly parties: readonly PartyState[];
  readonly incidents: readonly number[];
  readonly administrations: readonly number[];
  readonly evidence: readonly number[];
  readonly corrected: readonly number[];
}

export interface DueRow extends ObligationState {
  readonly by: readonly string[];
  readonly for: readonly string[];
}

export interface DueDoc extends Viewed {
  readonly days: number;
  readonly due: readonly DueRow[];
  /** Open obligations of the text without a day. */
  readonly undated: number;
}

export interface Source {
  readonly title: string;
  readonly url?: string;
  readonly sha256?: string;
}

/** What a party can say in one entry; what is as usual is left out. */
export interface EventFields {
  readonly kind: Kind;
  /** Absent: today. */
  readonly on?: IsoDate;
  readonly by: string;
  readonly of?: string;
  readonly to?: number;
  readonly says?: string;
  readonly share?: number;
  readonly finding?: Finding;
  readonly step?: Step;
  readonly until?: IsoDate;
  readonly text?: string;
  readonly sources?: readonly Source[];
}

export interface Entry extends EventFields {
  readonly on: IsoDate;
  readonly entry: number;
  /** Not one that was corrected. */
  readonly counts: boolean;
  readonly corrected_by: number | null;
  /** The second in which it was recorded. */
  readonly at: string;
  readonly key?: string;
  readonly signature?: string;
}
