// What a browser loads to show a page of web/dist, each file compressed by gzip: the shell, the page's
// own files and the texts of one language, the heaviest. What is loaded only when it is asked for
// (another view, the page of a rule) is not of it; a page's own parts are weighed with all of the page,
// and the heaviest of them is told.
//
//   node weigh.mjs ALLOWED     exits with 1 if a page weighs ALLOWED bytes or more
import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {gzipSync} from 'node:zlib';

const dist = join(import.meta.dirname, 'dist');
const kAssets = /assets\/([\w.-]+\.(?:js|css))/g;
const allowed = Number(process.argv[2]);

const read = (file) => readFileSync(join(dist, 'assets', file), 'utf8');
const all = (text, pattern) => [...text.matchAll(pattern)].map((m) => m[1]);

/** The files that come with a file, itself included. */
function closure(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  if (file.endsWith('.js')) {
    for (const next of all(read(file), /(?:from|import)\s*[`'"]\.\/([\w.-]+\.js)[`'"]/g)) closure(next, found);
  }
  return found;
}

/** What a file loads later: the first file of each load, and all that the loader asks for with it. */
function later(file) {
  const text = read(file);
  const table = all(text.match(/m\.f=\[([^\]]*)\]/)?.[1] ?? '', kAssets);
  return [...text.matchAll(/import\([`'"]\.\/([\w.-]+\.js)[`'"]\)(?:,__vite__mapDeps\(\[([\d,]*)\]\))?/g)].map((m) => ({
    name: m[1],
    files: new Set([...closure(m[1]), ...(m[2] ? m[2].split(',').map((i) => table[Number(i)]) : [])]),
  }));
}

const weights = new Map(
  readdirSync(join(dist, 'assets'))
    .filter((file) => /\.(?:js|css)$/.test(file))
    .map((file) => [file, gzipSync(read(file), {level: 9}).length]),
);
const weigh = (files) => [...files].reduce((sum, file) => sum + (weights.get(file) ?? NaN), 0);

const shell = new Set();
for (const file of all(readFileSync(join(dist, 'index.html'), 'utf8'), kAssets)) {
  for (const each of closure(file)) shell.add(each);
}
const loads = [...shell].filter((file) => file.endsWith('.js')).flatMap(later);
const bare = (name) => basename(name, '.js').replace(/-[\w-]{8}$/, '');
const ofLanguage = ({name}) => /^(?:en|ko|ar)-/.test(name);
const languages = loads.filter(ofLanguage).map(({files}) => weigh([...files].filter((file) => !shell.has(file))));
const first = loads.filter((load) => !ofLanguage(load)).map(({name, files}) => ({name: bare(name), files}));
const partsOf = ({name, files}) =>
  [...files]
    .filter((file) => file.endsWith('.js') && !shell.has(file))
    .flatMap(later)
    .map((part) => ({name: `${name} > ${bare(part.name)}`, files: new Set([...files, ...part.files])}))
    .sort((a, b) => weigh(b.files) - weigh(a.files));
const parts = first.map(partsOf);
const pages = [...first, ...parts.flatMap((all) => all.slice(0, 1))];
if (languages.length !== 3 || pages.length < 8 || !(allowed > 0)) {
  console.error('weigh: web/dist is not built as it is thought to be, or no allowance is given');
  process.exit(2);
}

const say = (bytes, what) => console.log(`${String(bytes).padStart(8)}  ${what}`);
const rows = pages.map(({name, files}) => ({
  name,
  bytes: weigh(new Set([...shell, ...files])) + Math.max(...languages),
}));
say(weigh(shell), 'the shell, with the view Cases');
for (const bytes of languages) say(bytes, 'the texts of a language');
for (const {name, bytes} of rows) say(bytes, `${name}, with the shell and the longest texts`);
say(weigh(new Set([...shell, ...[first, ...parts].flat().flatMap(({files}) => [...files])])) + Math.max(...languages), 'every page with its parts, one after the other, in one language');
say(weigh(weights.keys()), 'all that web/dist has: every page, every language, the pages of the rules');
const most = Math.max(...rows.map(({bytes}) => bytes));
console.log(`a page weighs ${most} bytes at most; ${allowed} are allowed`);
if (!(most < allowed)) {
  console.error('web/dist is too heavy: make the view smaller, or load less');
  process.exit(1);
}
