import {type LimitModel, limitsOf} from '../../api/answers';
import {windowTexts as text} from '../../base/i18n.svelte';
import {router, setQuery} from '../../base/router.svelte';
import {type OpenCase} from '../../work/open.svelte';

export type Question = 'why' | 'relax' | 'worth';
export const kQuestions: readonly Question[] = ['why', 'relax', 'worth'];

export const kGroups = ['boundary', 'self-enforcing', 'reserve', 'capacity', 'accession', 'required', 'mandatory', 'dates', 'principle'] as const;
export type Group = (typeof kGroups)[number];

const kPrinciples = ['parallel', 'reciprocal-index', 'reciprocal-step', 'proportional', 'simultaneous', 'early-security-12', 'early-security-24', 'early-security-36', 'first-payoff', 'verifiable', 'long-game'];
/** Those that are written in months, not in %. */
const kInMonths = ['first-payoff'];
/** Kinds of limits whose number may be asked for. */
const kSettable: readonly Group[] = ['self-enforcing', 'reserve', 'capacity', 'principle'];

/** Of what kind a limit is, by the name under which it is asked about. A boundary's id may hold no dot. */
export function groupOf(name: string): Group {
  if (kPrinciples.includes(name)) return 'principle';
  const [kind = ''] = name.split('.');
  return name.includes('.') ? (kGroups.find((g) => g === kind) ?? 'boundary') : 'boundary';
}

/** Unit in which a threshold is asked for. */
export function unitOf(name: string): 'percent' | 'months' | 'points' {
  if (kInMonths.includes(name)) return 'months';
  const group = groupOf(name);
  return group === 'reserve' || group === 'capacity' ? 'points' : 'percent';
}

const listOf = (name: string): readonly string[] => router.query.get(name)?.split(',').filter((x) => x !== '') ?? [];

/** What is asked of the window, as the address has it. */
export class Asking {
  readonly open: OpenCase;

  constructor(open: OpenCase) {
    this.open = open;
  }

  get limits(): readonly LimitModel[] {
    return limitsOf(this.open.model);
  }
  get thresholds(): readonly LimitModel[] {
    return this.limits.filter((l) => kSettable.includes(groupOf(l.name)));
  }
  get targets(): readonly string[] {
    return listOf('target');
  }
  get hold(): readonly string[] {
    return listOf('hold');
  }
  get free(): readonly string[] {
    return listOf('free');
  }
  get policy(): string | undefined {
    const named = router.query.get('policy');
    return this.open.model?.alternatives.some((a) => a.id === named) ? (named ?? undefined) : undefined;
  }
  get draws(): number {
    return Math.max(0, Math.min(1000, Math.trunc(Number(router.query.get('draws') ?? 0)) || 0));
  }
  secondsOf(question: Question): number {
    const usual = question === 'worth' ? 120 : 60;
    return Math.max(1, Math.min(3600, Number(router.query.get('seconds') ?? usual) || usual));
  }

  set(name: 'target' | 'hold' | 'free', list: readonly string[]): void {
    setQuery({[name]: list.join(',')});
  }

  body(question: Question): {readonly kind: string; readonly key: string} & Readonly<Record<string, unknown>> {
    const {policy} = this;
    return {
      kind: `window-${question}`,
      key: this.open.key,
      changes: this.open.work.changes,
      targets: this.targets,
      hold: this.hold,
      ...(question === 'relax' ? {free: this.free} : {}),
      ...(question === 'worth' ? {} : {draws: this.draws}),
      ...(policy === undefined ? {} : {policy}),
      seconds: this.secondsOf(question),
    };
  }

  limitOf(name: string): LimitModel | undefined {
    return this.limits.find((l) => l.name === name);
  }

  /** A target in words: "Open the road: in force by month 24". */
  targetWords(target: string): string {
    const words = text().target;
    const [name = '', to] = target.split('=');
    if (to !== undefined) {
      const unit = unitOf(name) === 'percent' ? '\u00a0%' : '';
      return words.threshold(this.limitOf(name)?.words ?? name, `${to}${unit}`);
    }
    const [what = '', month] = target.split('@');
    const verified = what.startsWith('verified.');
    const title = this.open.measureTitle(verified ? what.slice(9) : what);
    if (month === undefined) return words.carried(title);
    return verified ? words.verified(title, Number(month)) : words.inForce(title, Number(month));
  }
}
