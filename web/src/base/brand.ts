/** A value that cannot be mistaken for another of the same shape. */
export type Brand<T, Name extends string> = T & {readonly __brand: Name};

export type CaseKey = Brand<string, 'CaseKey'>;
export type PartyId = Brand<string, 'PartyId'>;
export type MeasureId = Brand<string, 'MeasureId'>;
/** Counted from 1, as in a roadmap file. */
export type Phase = Brand<number, 'Phase'>;
/** Months after the start of the case, from 0. */
export type Month = Brand<number, 'Month'>;
/** A calendar day, YYYY-MM-DD. */
export type IsoDate = Brand<string, 'IsoDate'>;

export const phase = (n: number): Phase => n as Phase;
export const caseKey = (text: string): CaseKey => text as CaseKey;
export const measureId = (text: string): MeasureId => text as MeasureId;
