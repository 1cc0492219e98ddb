import {whenBack} from './client';
import {type ApiError, type ApiResult} from './types';

/**
 * The latest answer to a question that is asked again as its terms change. The last good answer stays while the
 * next is on its way; an answer that was overtaken is dropped.
 */
export class Fetched<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<ApiError | undefined>(undefined);
  loading = $state(false);
  #asked: AbortController | undefined;

  /** @param take  what else is to be done with an answer, also with one that comes late, after the desk was away */
  async load(
    question: (signal: AbortSignal) => Promise<ApiResult<T>>,
    take: (answer: T) => void = () => undefined,
  ): Promise<T | undefined> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.loading = true;
    const answer = await question(asked.signal);
    if (this.#asked !== asked) return undefined;
    this.loading = false;
    if (answer.ok) {
      this.value = answer.value;
      this.error = undefined;
      take(answer.value);
      return answer.value;
    }
    if (answer.error.code === 'offline') whenBack(() => void (this.#asked === asked && this.load(question, take)));
    if (answer.error.code !== 'aborted') this.error = answer.error;
    return undefined;
  }

  clear(): void {
    this.#asked?.abort();
    this.#asked = undefined;
    this.value = undefined;
    this.error = undefined;
    this.loading = false;
  }
}
