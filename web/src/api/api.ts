import {del, get, post, put, segment} from './client';
import {
  type About,
  type ApiResult,
  type Assessed,
  type CaseDoc,
  type Cases,
  type Change,
  type CheckedCase,
  type RoadmapRef,
  type Scenario,
} from './types';

const at = (key: string): string => `/cases/${segment(key)}`;

export const about = (): Promise<ApiResult<About>> => get('/about');
export const cases = (): Promise<ApiResult<Cases>> => get('/cases');
export const caseDoc = (key: string, signal?: AbortSignal): Promise<ApiResult<CaseDoc>> => get(at(key), signal);

export const check = (key: string, changes: readonly Change[], signal?: AbortSignal): Promise<ApiResult<CheckedCase>> =>
  post(`${at(key)}/check`, {changes}, signal);

export const checkText = (key: string, text: string, signal?: AbortSignal): Promise<ApiResult<CheckedCase>> =>
  post(`${at(key)}/check`, {text}, signal);

export const saveCase = (
  key: string,
  changes: readonly Change[],
  revision: string,
): Promise<ApiResult<{readonly revision: string; readonly patch: string}>> =>
  post(`${at(key)}/save`, {changes, revision, confirm: true});

export const assess = (
  key: string,
  changes: readonly Change[],
  roadmap: RoadmapRef,
  signal?: AbortSignal,
): Promise<ApiResult<Assessed>> => post(`${at(key)}/assess`, {changes, roadmap}, signal);

export const scenario = (key: string, name: string): Promise<ApiResult<Scenario>> =>
  get(`${at(key)}/scenarios/${segment(name)}`);

export const saveScenario = (
  key: string,
  name: string,
  body: {
    readonly title: string;
    readonly changes: readonly Change[];
    readonly roadmap?: RoadmapRef;
    readonly replace?: boolean;
  },
): Promise<ApiResult<unknown>> => put(`${at(key)}/scenarios/${segment(name)}`, body);

export const deleteScenario = (key: string, name: string): Promise<ApiResult<unknown>> =>
  del(`${at(key)}/scenarios/${segment(name)}`);

export const saveRoadmap = (
  key: string,
  name: string,
  body: {readonly changes: readonly Change[]; readonly roadmap: RoadmapRef; readonly replace?: boolean},
): Promise<ApiResult<unknown>> => put(`${at(key)}/roadmaps/${segment(name)}`, body);
