import {type Diagnostic} from '../../api/types';
import {type IsoDate} from '../../base/brand';

export type Level = 'error' | 'warning' | 'note';
export const kLevels = ['error', 'warning', 'note'] as const satisfies readonly Level[];

export interface Clause {
  readonly label: string;
  readonly words: string;
}

/** One obligation as the text says it. */
export interface Paragraph {
  readonly id: string;
  /** Empty: it is no part of the text. */
  readonly number: string;
  readonly words: string;
  readonly when: string;
  readonly clauses: readonly Clause[];
  readonly marking: string;
}

export interface Article {
  readonly heading: string;
  readonly paragraphs: readonly Paragraph[];
}

export interface TextDocument {
  readonly title: string;
  readonly status: string;
  readonly date: string;
  readonly marking: string;
  readonly left_out: string;
  readonly preamble: readonly string[];
  readonly terms: readonly Clause[];
  readonly articles: readonly Article[];
  readonly signatories: readonly string[];
  readonly annex_heads: readonly string[];
  readonly annex: readonly (readonly string[])[];
  readonly sources: readonly {readonly title: string; readonly url: string}[];
}

export type Undated = 'nothing_said' | 'vague' | 'standing' | 'open_ended' | 'waits' | 'circle';

export interface Dated {
  readonly id: string;
  readonly title: string;
  readonly phase: string;
  readonly actors: readonly string[];
  /** As the file has it. */
  readonly trigger: string;
  readonly start: IsoDate | null;
  readonly due: IsoDate | null;
  readonly earliest: IsoDate | null;
  readonly latest: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly recorded: boolean;
  readonly effective: IsoDate | null;
  readonly verified: IsoDate | null;
  readonly void_by_default: boolean;
  readonly late: number | null;
  readonly slack: number | null;
  readonly undated: Undated | null;
  readonly waits_for: readonly string[];
  readonly driver: string | null;
  readonly repeats: readonly IsoDate[];
  /** What would be expected without the delays that are asked for. */
  readonly without_delays?: IsoDate | null;
}

export interface EventRow {
  readonly id: string;
  readonly title: string;
  readonly date: IsoDate | null;
  readonly happened: boolean;
}

export interface Timetable {
  readonly agreement: string;
  readonly title: string;
  readonly signed: IsoDate | null;
  readonly record_taken: boolean;
  readonly first: IsoDate | null;
  readonly last: IsoDate | null;
  readonly delays: readonly {readonly of: string; readonly days: number}[];
  readonly events: readonly EventRow[];
  readonly obligations: readonly Dated[];
  readonly critical_path: {readonly to: string; readonly path: readonly string[]} | null;
  readonly circles: readonly (readonly string[])[];
}

export interface LintFinding {
  readonly rule: string;
  readonly level: Level;
  /** The one to mend first; none: the agreement as a whole. */
  readonly obligations: readonly string[];
  readonly line: number;
  readonly column: number;
  readonly words: string;
  readonly message: string;
  readonly precedent: string;
  readonly repair: string;
  readonly paste: string;
  readonly allowed: boolean;
  readonly reason: string | null;
}

/** What is no finding, and most likely a slip. */
export interface LintWarning {
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  readonly repair: string;
}

export interface Lint {
  readonly findings: readonly LintFinding[];
  readonly misspelt_actors: readonly LintWarning[];
  readonly allowed_in_vain: readonly LintWarning[];
}

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: 'party' | 'body';
}

/** A text, and what is made of it where it is an agreement. */
export interface AgreementView {
  readonly result?: string;
  readonly text: string;
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly document?: TextDocument;
  readonly timetable?: Timetable;
  readonly findings?: Lint;
  readonly visible_levels?: readonly {readonly level: string; readonly obligations: number; readonly left_out: number}[];
  /** Of each obligation in the text. */
  readonly lines?: Readonly<Record<string, number>>;
  readonly actors?: readonly Actor[];
}

export interface Delay {
  readonly event: string;
  readonly days: number;
}

export interface TableRead {
  readonly agreement: string;
  /** It is a table that tandem wrote. */
  readonly native: boolean;
  readonly rows: number;
  /** A column without a key went into the notes. */
  readonly columns: readonly {readonly column: string; readonly key: string | null; readonly asked: boolean}[];
  readonly triggers: readonly {readonly row: string; readonly written: string; readonly read_as: string}[];
  readonly assumptions: readonly Assumption[];
  readonly yaml: string;
}

export interface Assumption {
  readonly row: string;
  readonly column: string;
  readonly line: number;
  readonly rule: string;
  readonly written: string;
  readonly read_as: string;
  readonly why: string;
}

export interface KeyChange {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

export interface ObligationChange {
  readonly id: string;
  readonly title: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly actors: readonly string[];
  readonly counterparts: readonly string[];
  readonly due_before: IsoDate | null;
  readonly due_after: IsoDate | null;
  readonly keys: readonly KeyChange[];
  readonly worth: readonly {readonly party: string; readonly points: number}[];
}

export interface TextDiff {
  readonly before: string;
  readonly after: string;
  readonly same: number;
  readonly agreement: readonly KeyChange[];
  readonly actors_added: readonly string[];
  readonly actors_removed: readonly string[];
  readonly obligations: readonly ObligationChange[];
  readonly gains: {
    readonly unit: string;
    readonly parties: readonly {readonly party: string; readonly before: number; readonly after: number}[];
    readonly left_out: readonly string[];
  } | null;
  readonly not_weighed?: string;
}

export type Format = 'docx' | 'html' | 'ics' | 'dot' | 'csv';
