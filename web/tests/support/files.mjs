import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';

/** What the browser saves when `act` is done: {name, bytes}. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return {name: download.suggestedFilename(), bytes: await readFile(await download.path())};
}

/** Rows of an RFC 4180 text. */
export function csvRows(text) {
  const rows = [[]];
  let at = 0;
  const body = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
  while (at <= body.length) {
    let cell = '';
    if (body[at] === '"') {
      for (at += 1; at < body.length; at += 1) {
        if (body[at] !== '"') cell += body[at];
        else if (body[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    } else {
      while (at < body.length && body[at] !== ',' && body[at] !== '\n') cell += body[at++];
    }
    rows.at(-1).push(cell.replace(/\r$/, ''));
    if (body[at] === '\n' || (body[at] === '\r' && body[at + 1] === '\n')) {
      at += body[at] === '\r' ? 2 : 1;
      rows.push([]);
    } else if (at >= body.length) break;
    else at += 1;
  }
  return rows;
}

/** A table: a heading of different names, and as many cells in every row. */
export function isCsv({name, bytes}) {
  assert.match(name, /\.csv$/);
  const rows = csvRows(bytes.toString('utf8'));
  const [head, ...body] = rows;
  assert.ok(head.length >= 2 && head.every((h) => h !== ''), `${name}: heading ${head}`);
  assert.equal(new Set(head).size, head.length, `${name}: a column twice in ${head}`);
  assert.ok(body.length >= 1, `${name}: no row`);
  for (const row of body) assert.equal(row.length, head.length, `${name}: ${row}`);
  return rows;
}

export function isJson({name, bytes}) {
  assert.match(name, /\.json$/);
  return JSON.parse(bytes.toString('utf8'));
}

/** A drawing that stands alone: well formed, with title and description, nothing left to the page's styles. */
export async function isSvg(page, {name, bytes}) {
  assert.match(name, /\.svg$/);
  const text = bytes.toString('utf8');
  assert.doesNotMatch(text, /var\(|currentcolor|class=|style=|href="http/i, `${name} leans on the page`);
  const found = await page.evaluate((source) => {
    const doc = new DOMParser().parseFromString(source, 'image/svg+xml');
    const root = doc.documentElement;
    return {
      root: root.tagName,
      error: doc.querySelector('parsererror')?.textContent,
      title: root.querySelector(':scope > title')?.textContent,
      desc: root.querySelector(':scope > desc')?.textContent,
      width: Number(root.getAttribute('width')),
      height: Number(root.getAttribute('height')),
      marks: root.querySelectorAll('path, rect, line, circle, polyline, polygon').length,
    };
  }, text);
  assert.equal(found.error, undefined, name);
  assert.equal(found.root, 'svg');
  assert.ok(found.title && found.desc, `${name} says what it shows`);
  assert.ok(found.width > 50 && found.height > 20 && found.marks > 2, `${name}: ${JSON.stringify(found)}`);
}

/** A picture with something on it. */
export async function isPng(page, {name, bytes}) {
  assert.match(name, /\.png$/);
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  const colours = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], {type: 'image/png'}));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(0, 0, image.width, image.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, bytes.toString('base64'));
  assert.ok(colours > 3, `${name} is blank: ${colours} colours`);
}
