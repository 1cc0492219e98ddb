import {file, type FileAnswer, get, post, put, segment} from '../../api/client';
import {type ApiResult, type Change, type RoadmapRef} from '../../api/types';
import {type AgreementView, type Delay, type Format, type TableRead, type TextDiff} from './types';

export const agreement = (key: string, name: string, signal?: AbortSignal): Promise<ApiResult<AgreementView>> =>
  get(`/cases/${segment(key)}/agreements/${segment(name)}`, signal);

export interface DatesAsked {
  readonly delays: readonly Delay[];
  readonly as_written: boolean;
  /** The obligation whose day is explained; absent: that which is expected last. */
  readonly to?: string;
}

export const checkText = (text: string, asked: DatesAsked, signal?: AbortSignal): Promise<ApiResult<AgreementView>> =>
  post('/agreements/check', {text, ...asked}, signal);

/** The text with a finding's lines put where they belong. */
export const pasted = (text: string, paste: string): Promise<ApiResult<AgreementView>> =>
  post('/agreements/check', {text, paste});

export const readTable = (
  asked: {readonly csv: string; readonly map: Readonly<Record<string, string>>; readonly id: string; readonly title: string},
  signal?: AbortSignal,
): Promise<ApiResult<TableRead>> => post('/agreements/import', asked, signal);

export const draftOf = (key: string, changes: readonly Change[], roadmap: RoadmapRef): Promise<ApiResult<{readonly text: string}>> =>
  post(`/cases/${segment(key)}/draft`, {changes, roadmap});

export const diffOf = (before: string, after: string, key: string | undefined, signal?: AbortSignal): Promise<ApiResult<TextDiff>> =>
  post('/agreements/diff', {before, after, ...(key === undefined ? {} : {key})}, signal);

export const exported = (text: string, format: Format, visibleTo: string, name: string): Promise<ApiResult<FileAnswer>> =>
  file('/agreements/export', {text, format, ...(format === 'csv' ? {} : {visible_to: visibleTo})}, `${name}.${format}`);

export const saveText = (key: string, name: string, text: string, replace: boolean): Promise<ApiResult<unknown>> =>
  put(`/cases/${segment(key)}/agreements/${segment(name)}`, {text, replace});

export const changed = (text: string, changes: readonly Change[]): Promise<ApiResult<AgreementView>> => post('/agreements/check', {text, changes});
