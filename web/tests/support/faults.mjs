import assert from 'node:assert/strict';

/**
 * What no page may ever do: print an error, break the content security policy, ask anyone but its own desk, or get
 * an answer that failed. A test that brings such a thing about says so with `expect`; it must then happen.
 */
export class Faults {
  #seen = [];
  #expected = [];
  #origin;

  constructor(context, origin) {
    this.#origin = origin;
    context.on('request', (request) => this.#ask(request.url()));
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') this.#add(`request failed: ${request.method()} ${this.#short(request.url())}: ${why}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400)
        this.#add(`answer ${response.status()}: ${response.request().method()} ${this.#short(response.url())}`);
    });
    context.on('weberror', (error) => this.#add(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on('console', (message) => {
      // The browser's own line about a failed request; the request itself is noted above.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.#add(`console: ${message.text()}`);
    });
  }

  /** Called before any page opens. */
  static async watchPolicy(context) {
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
      ),
    );
  }

  expect(pattern) {
    this.#expected.push(pattern);
  }

  check() {
    const unexplained = this.#seen.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
    assert.deepEqual(unexplained, [], 'the page did what no page may do');
    for (const pattern of this.#expected)
      assert.ok(this.#seen.some((fault) => pattern.test(fault)), `expected, but did not happen: ${pattern}`);
  }

  #ask(address) {
    if (address.startsWith(`${this.#origin}/`) || /^(data|blob|about):/.test(address)) return;
    this.#add(`asked outside the desk: ${address}`);
  }
  #short(address) {
    return address.replace(this.#origin, '');
  }
  #add(fault) {
    if (!this.#seen.includes(fault)) this.#seen.push(fault);
  }
}
