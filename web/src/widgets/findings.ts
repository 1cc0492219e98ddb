import {type Finding, type Verdict} from '../api/types';
import {number, percent} from '../base/format';
import {t} from '../base/i18n.svelte';

/** A measured value with its unit: 7 %, 18 months, 2.91. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return '\u2013';
  if (unit === 'share' || unit === 'chance') return percent(value, 1);
  if (unit === 'months') return `${number(value, 0)} ${t().unit.months}`;
  return number(value, Number.isInteger(value) ? 0 : 2);
}

export function thresholdText(finding: Finding): string {
  if (finding.threshold === null || finding.threshold_is === null) return '';
  const words = finding.threshold_is === 'at_most' ? t().unit.atMost : t().unit.atLeast;
  return words(valueText(finding.threshold, finding.unit));
}

const kOrder: readonly Verdict[] = ['fails', 'meets', 'measured', 'not_applicable', 'needs_stress'];

/** The finding that decides a principle: the first that has its verdict, with a threshold before one without. */
export function deciding(findings: readonly Finding[], verdict: Verdict): Finding | undefined {
  const same = findings.filter((f) => f.verdict === verdict);
  return same.find((f) => f.threshold !== null) ?? same[0] ?? findings.toSorted((a, b) => kOrder.indexOf(a.verdict) - kOrder.indexOf(b.verdict))[0];
}
