import {type IsoDate} from './brand';
import {type Language, settings} from './settings.svelte';

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

const kTags: Record<Language, string> = {en: 'en-GB', ko: 'ko', ar: 'ar-u-nu-latn'};

/** Digits stay Latin in every language, so that numbers agree with files, dates and exports. */
function tag(): string {
  return kTags[settings.language];
}

function numberFormat(digits: number, sign: boolean): Intl.NumberFormat {
  const key = `n${tag()}${digits}${sign}`;
  const found = made.get(key) as Intl.NumberFormat | undefined;
  if (found !== undefined) return found;
  const format = new Intl.NumberFormat(tag(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(sign ? {signDisplay: 'exceptZero'} : {}),
  } as Intl.NumberFormatOptions);
  made.set(key, format);
  return format;
}

/** A true minus; in a text from right to left a mark keeps it before its number. */
function typographic(text: string): string {
  const minus = text.replace('-', '\u2212');
  return settings.language === 'ar' && minus.startsWith('\u2212') ? `\u200e${minus}` : minus;
}

/** 4.3, -1.6 with a true minus; `digits` after the point. */
export function number(value: number, digits = 1): string {
  const text = typographic(numberFormat(digits, false).format(value));
  return /[1-9]/.test(text) ? text : text.replace('\u2212', '');
}

/** +0.4, -1.2, 0.0: for a difference. */
export function signed(value: number, digits = 1): string {
  return typographic(numberFormat(digits, true).format(value));
}

/** A share of 0 to 1 as 7 %, with a no-break space. */
export function percent(share: number, digits = 0): string {
  return `${number(share * 100, digits)}\u00a0%`;
}

/** As many digits as tell the number: 12, 4.5, 0.05. For numbers that a person wrote. */
export function plain(value: number): string {
  return typographic(String(Number(value.toPrecision(6))));
}

function dateFormat(options: Intl.DateTimeFormatOptions, key: string): Intl.DateTimeFormat {
  const name = `d${tag()}${key}`;
  const found = made.get(name) as Intl.DateTimeFormat | undefined;
  if (found !== undefined) return found;
  const format = new Intl.DateTimeFormat(tag(), {timeZone: 'UTC', ...options});
  made.set(name, format);
  return format;
}

/** 1 July 2027 in the language of the page; the ISO form stands in `datetime` or beside it. */
export function longDate(date: IsoDate | string): string {
  return dateFormat({day: 'numeric', month: 'long', year: 'numeric'}, 'l').format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Jul 2027. */
export function monthOf(date: IsoDate | string): string {
  return dateFormat({month: 'short', year: 'numeric'}, 'm').format(new Date(`${date}T00:00:00Z`));
}

/** Jul. */
export function shortMonth(date: IsoDate | string): string {
  return dateFormat({month: 'short'}, 's').format(new Date(`${date}T00:00:00Z`));
}

/** 3 min 20 s, for times left and used. */
export function seconds(value: number): string {
  const whole = Math.max(0, Math.round(value));
  const min = Math.floor(whole / 60);
  return min > 0 ? `${min} min ${whole % 60} s` : `${whole} s`;
}

/** The day `months` after an ISO day that is the first of a month (cases start so). */
export function addMonths(date: string, months: number): IsoDate {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 10) as IsoDate;
}
