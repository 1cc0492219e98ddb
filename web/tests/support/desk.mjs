import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {cp, mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const kRoot = fileURLToPath(new URL('../../../', import.meta.url));
export const kTandem = process.env['TANDEM_CLI'] ?? join(kRoot, 'build/release/bin/tandem');
const kStartMs = 20_000;

/** A port that nobody has now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const {port} = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Runs the command line in `cwd`; gives what it printed, or throws with what it complained of. */
function run(args, cwd, allow) {
  return new Promise((resolve, reject) => {
    const child = spawn(kTandem, args, {env: {...process.env, TANDEM_CASES: 'cases'}, cwd});
    let out = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (part) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part) => (said += part));
    child.once('error', reject);
    child.once('close', (code) => {
      if (allow.includes(code)) resolve(out);
      else reject(new Error(`tandem ${args.join(' ')}: exit status ${code}\n${said}`));
    });
  });
}

/** `tandem desk` on a copy of the case library, which a test may spoil. */
export class Desk {
  /** Folder of the copied cases. */
  cases;
  port;
  token = randomBytes(32).toString('base64url');
  #child;
  #said = '';

  static async start() {
    const desk = new Desk();
    desk.cases = join(await mkdtemp(join(tmpdir(), 'tandem-web-')), 'cases');
    await cp(join(kRoot, 'cases'), desk.cases, {recursive: true});
    desk.port = await freePort();
    await desk.restart();
    return desk;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }
  /** What the desk prints for a person to open. */
  get address() {
    return `${this.origin}/?token=${this.token}`;
  }
  file(...parts) {
    return join(this.cases, ...parts);
  }

  /** The command line on the same cases: what it prints. Exit status 1 is an unwelcome answer, not a failure. */
  tandem(...args) {
    return run(args, join(this.cases, '..'), [0, 1]);
  }

  /** Starts it, on the same port and with the same token as before. */
  async restart() {
    const child = spawn(kTandem, ['desk', 'cases', '--no-open', '--port', String(this.port)], {
      // Paths that are the same in every run, for screenshots.
      env: {...process.env, TANDEM_CASES: 'cases', TANDEM_DESK_TOKEN: this.token},
      cwd: join(this.cases, '..'),
    });
    this.#child = child;
    this.#said = '';
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the desk said no address in ${kStartMs} ms:\n${this.#said}`)), kStartMs);
      const hear = (part) => {
        this.#said += part;
        if (!this.#said.includes(this.address)) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.setEncoding('utf8').on('data', hear);
      child.stderr.setEncoding('utf8').on('data', hear);
      child.once('error', (cause) => {
        clearTimeout(late);
        reject(new Error(`${kTandem} cannot be run; build it, or name another in TANDEM_CLI: ${cause.message}`));
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        reject(new Error(`the desk ended (${signal ?? code}):\n${this.#said}`));
      });
    });
  }

  /** Ends it as a crash would, or (SIGTERM, SIGINT) as a person would. Gives its exit status. */
  async kill(signal = 'SIGKILL') {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode;
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }

  /** Runs again if a test left it ended. */
  async ensure() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) await this.restart();
  }

  async stop() {
    await this.kill('SIGKILL');
    await rm(join(this.cases, '..'), {recursive: true, force: true});
  }

  /** One request past the browser: {status, headers, body}. */
  async ask(method, path, body) {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: {Authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : {'Content-Type': 'application/json'})},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    const text = await answer.text();
    const json = answer.headers.get('Content-Type')?.startsWith('application/json');
    return {status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text};
  }
}
