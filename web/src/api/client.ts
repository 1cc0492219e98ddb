import {type ApiError, type ApiResult, type Diagnostic} from './types';

export const kRoot = '/api/v1';

const problem = (status: number, code: string, message: string): ApiError => ({
  status,
  code,
  message,
  details: [],
});

interface ErrorBody {
  readonly error?: {
    readonly code?: string;
    readonly message?: string;
    readonly repair?: string;
    readonly details?: readonly Diagnostic[];
    readonly head?: string;
  };
}

async function refusal(response: Response): Promise<ApiError> {
  if (response.status === 401) return problem(401, 'stranger', 'This page has no key to the desk.');
  try {
    const {error} = (await response.json()) as ErrorBody;
    return {
      status: response.status,
      code: error?.code ?? 'unknown',
      message: error?.message ?? response.statusText,
      ...(error?.repair === undefined ? {} : {repair: error.repair}),
      details: error?.details ?? [],
      ...(error?.head === undefined ? {} : {head: error.head}),
    };
  } catch {
    return problem(response.status, 'unknown', `${response.status} ${response.statusText}`);
  }
}

export type Standing = 'fine' | 'offline' | 'stranger';

/** Wherever connection or key are lost or found again, the page is told. */
let tellPage: (standing: Standing) => void = () => undefined;
export function watchStanding(tell: typeof tellPage): void {
  tellPage = tell;
}

/** Questions to be asked again once the desk answers. */
const waiting = new Set<() => void>();
export function whenBack(ask: () => void): void {
  waiting.add(ask);
}

function onStanding(standing: Standing): void {
  tellPage(standing);
  if (standing !== 'fine') return;
  const all = [...waiting];
  waiting.clear();
  for (const again of all) again();
}

async function ask(path: string, init: RequestInit): Promise<ApiResult<Response>> {
  let response: Response;
  try {
    response = await fetch(kRoot + path, {credentials: 'same-origin', ...init});
  } catch (cause) {
    if (init.signal?.aborted === true) return {ok: false, error: problem(0, 'aborted', String(cause))};
    onStanding('offline');
    return {ok: false, error: problem(0, 'offline', 'The desk does not answer.')};
  }
  if (response.ok) {
    onStanding('fine');
    return {ok: true, value: response};
  }
  const error = await refusal(response);
  onStanding(error.code === 'stranger' ? 'stranger' : 'fine');
  return {ok: false, error};
}

function request(method: string, body: unknown, signal: AbortSignal | undefined): RequestInit {
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['X-Tandem'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return {
    method,
    headers,
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    ...(signal === undefined ? {} : {signal}),
  };
}

async function json<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<ApiResult<T>> {
  const answer = await ask(path, request(method, body, signal));
  if (!answer.ok) return answer;
  try {
    const text = await answer.value.text();
    return {ok: true, value: (text === '' ? null : JSON.parse(text)) as T};
  } catch (cause) {
    if (signal?.aborted === true) return {ok: false, error: problem(0, 'aborted', String(cause))};
    return {ok: false, error: problem(answer.value.status, 'json', 'The answer was cut short.')};
  }
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<ApiResult<T>> =>
  json<T>('GET', path, undefined, signal);
export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<ApiResult<T>> =>
  json<T>('POST', path, body, signal);
export const put = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<ApiResult<T>> =>
  json<T>('PUT', path, body, signal);
export const del = <T>(path: string): Promise<ApiResult<T>> => json<T>('DELETE', path);

export interface FileAnswer {
  readonly name: string;
  readonly blob: Blob;
  /** What the file could not say, or leaves out: sentences of the server's. */
  readonly notes?: string;
}

/** An answer that is a file: its name is the server's, `fallback` if it gives none. */
export async function file(path: string, body: unknown, fallback: string): Promise<ApiResult<FileAnswer>> {
  const answer = await ask(path, request(body === undefined ? 'GET' : 'POST', body, undefined));
  if (!answer.ok) return answer;
  const said = /filename="([^"]+)"/.exec(answer.value.headers.get('Content-Disposition') ?? '');
  const notes = answer.value.headers.get('X-Tandem-Notes');
  return {ok: true, value: {name: said?.[1] ?? fallback, blob: await answer.value.blob(), ...(notes === null ? {} : {notes})}};
}

export const segment = (text: string): string => encodeURIComponent(text);
