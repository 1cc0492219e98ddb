import {del, get, kRoot, post, segment} from './client';
import {type ApiError, type JobDoc, type JobProgress, type JobState} from './types';

const kFirstWait = 500;  // milliseconds
const kLongestWait = 8000;

/**
 * One long computation: started, followed by server-sent events, stopped. If the stream breaks it is asked for by
 * its id until the server answers again; the browser resumes a stream by itself with Last-Event-ID.
 */
export class Job<A> {
  id = $state<string | undefined>(undefined);
  state = $state<JobState | 'idle' | 'lost'>('idle');
  progress = $state.raw<JobProgress | undefined>(undefined);
  /** The answer so far while it runs, the final one afterwards. */
  answer = $state.raw<A | undefined>(undefined);
  error = $state.raw<ApiError | undefined>(undefined);
  /** What was asked, to tell an answer that the work has moved on from. */
  asked = $state.raw<unknown>(undefined);
  #stream: EventSource | undefined;
  #wait = kFirstWait;

  get busy(): boolean {
    return this.state === 'queued' || this.state === 'running' || this.state === 'lost';
  }

  /** Whether `answer` may still change. */
  get partial(): boolean {
    return this.busy && this.answer !== undefined;
  }

  async start(body: {readonly kind: string; readonly key: string} & Readonly<Record<string, unknown>>): Promise<void> {
    await this.cancel();
    this.#reset();
    this.asked = body;
    this.state = 'queued';
    const made = await post<JobDoc<A>>('/jobs', body);
    if (!made.ok) {
      this.state = 'failed';
      this.error = made.error;
      return;
    }
    this.id = made.value.id;
    this.#take(made.value);
    if (this.busy) this.#listen(made.value.id);
  }

  async cancel(): Promise<void> {
    if (this.busy && this.id !== undefined) await del(`/jobs/${segment(this.id)}`);
  }

  clear(): void {
    this.#stream?.close();
    this.#reset();
  }

  #reset(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.id = undefined;
    this.state = 'idle';
    this.progress = undefined;
    this.answer = undefined;
    this.error = undefined;
    this.asked = undefined;
  }

  #listen(id: string): void {
    const stream = new EventSource(`${kRoot}/jobs/${segment(id)}/events`);
    this.#stream = stream;
    const on = (name: string, take: (data: unknown) => void): void =>
      stream.addEventListener(name, (event) => {
        this.#wait = kFirstWait;
        take(JSON.parse((event as MessageEvent<string>).data));
      });
    on('progress', (data) => {
      this.state = 'running';
      this.progress = data as JobProgress;
    });
    on('partial', (data) => {
      this.state = 'running';
      this.answer = (data as {answer?: A}).answer ?? (data as A);
    });
    for (const end of ['done', 'cancelled'] as const) {
      on(end, (data) => {
        const {answer} = data as {answer?: A | null};
        if (answer !== undefined && answer !== null) this.answer = answer;
        this.#end(stream, end);
      });
    }
    on('failed', (data) => {
      const {error} = data as {error?: Omit<ApiError, 'status'>};
      this.error = {status: 0, code: 'failed', message: '', ...error, details: error?.details ?? []};
      this.#end(stream, 'failed');
    });
    stream.onerror = () => {
      if (this.#stream !== stream) return;
      this.state = 'lost';
      if (stream.readyState === EventSource.CLOSED) this.#askAgain(id);
    };
    stream.onopen = () => {
      if (this.state === 'lost') this.state = 'running';
    };
  }

  #end(stream: EventSource, state: JobState): void {
    stream.close();
    if (this.#stream === stream) this.#stream = undefined;
    this.state = state;
  }

  #askAgain(id: string): void {
    this.#stream = undefined;
    const wait = this.#wait;
    this.#wait = Math.min(2 * wait, kLongestWait);
    setTimeout(() => void this.#catchUp(id), wait);
  }

  async #catchUp(id: string): Promise<void> {
    if (this.id !== id || this.state !== 'lost') return;
    const found = await get<JobDoc<A>>(`/jobs/${segment(id)}`);
    if (this.id !== id) return;
    if (found.ok) {
      this.#take(found.value);
      if (this.busy) this.#listen(id);
    } else if (found.error.status >= 400) {
      this.state = 'failed';
      this.error = found.error;
    } else {
      this.#askAgain(id);
    }
  }

  #take(doc: JobDoc<A>): void {
    this.state = doc.state;
    if (doc.progress) this.progress = doc.progress;
    const answer = doc.answer ?? doc.partial;
    if (answer !== undefined && answer !== null) this.answer = answer;
    if (doc.error) this.error = {status: 0, ...doc.error, details: doc.error.details ?? []};
  }
}

const jobs = new Map<string, Job<never>>();

/** The job of that name; it lives on while other views are shown. */
export function jobOf<A>(name: string): Job<A> {
  const found = jobs.get(name);
  if (found !== undefined) return found as unknown as Job<A>;
  const made = new Job<A>();
  jobs.set(name, made as unknown as Job<never>);
  return made;
}
