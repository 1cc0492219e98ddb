import {type Kind} from './types';

/** Kinds that can be recorded here: a ledger is opened once, when it is made. */
export type Recordable = Exclude<Kind, 'opened'>;

/** As they are offered, by what they are about. */
export const kGroups = {
  work: ['started', 'reported', 'due'],
  found: ['verified', 'contested', 'evidence'],
  trouble: ['incident', 'dispute', 'suspended', 'withdrawn', 'resumed'],
  text: ['signed', 'amended', 'consented', 'refused', 'acceded', 'administration'],
  mistake: ['corrected'],
} as const satisfies Record<string, readonly Recordable[]>;

export type Group = keyof typeof kGroups;
export const kGroupNames = Object.keys(kGroups) as readonly Group[];

/** Fields that not every kind has. */
export type Field = 'of' | 'to' | 'finding' | 'step' | 'until' | 'share' | 'says' | 'text';
type Use = 'may' | 'must';

/** Which fields a kind has a use for, and which it needs; the server has the last word. */
export const kUses: Readonly<Record<Recordable, Partial<Record<Field, Use>>>> = {
  signed: {text: 'must', says: 'may'},
  amended: {text: 'must', says: 'may'},
  consented: {to: 'must', says: 'may'},
  refused: {to: 'must', says: 'may'},
  due: {of: 'must', says: 'may'},
  started: {of: 'must', says: 'may'},
  reported: {of: 'must', share: 'may', says: 'may'},
  verified: {of: 'must', finding: 'must', to: 'may', says: 'may'},
  contested: {to: 'must', of: 'may', says: 'may'},
  incident: {of: 'may', says: 'must'},
  dispute: {step: 'must', of: 'may', to: 'may', until: 'may', says: 'may'},
  suspended: {of: 'may', says: 'may'},
  withdrawn: {of: 'may', says: 'may'},
  resumed: {of: 'may', says: 'may'},
  acceded: {says: 'may'},
  administration: {says: 'must'},
  evidence: {of: 'may', to: 'may', says: 'may'},
  corrected: {to: 'must', says: 'must'},
};
