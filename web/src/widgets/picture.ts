/** Properties of style that a drawing needs when it stands alone. */
const kCarried = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'fill-opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline',
] as const;

function carry(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  to.removeAttribute('class');
  to.removeAttribute('style');
  for (const name of kCarried) {
    const value = style.getPropertyValue(name);
    if (value !== '') to.setAttribute(name, value);
  }
  [...from.children].forEach((child, i) => {
    const twin = to.children[i];
    if (twin !== undefined) carry(child, twin);
  });
}

/** The drawing as a file of its own, with colours and fonts of the page and its title and summary inside. */
export function svgText(drawing: SVGSVGElement, title: string, summary: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  carry(drawing, copy);
  const {width, height} = drawing.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  const ns = 'http://www.w3.org/2000/svg';
  const ground = document.createElementNS(ns, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  for (const [name, text] of [['desc', summary], ['title', title]] as const) {
    const element = document.createElementNS(ns, name);
    element.textContent = text;
    copy.prepend(element);
  }
  copy.insertBefore(ground, copy.children[2] ?? null);
  return new XMLSerializer().serializeToString(copy);
}

/** The drawing as pixels, twice as many as on the screen. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob | undefined> {
  const address = URL.createObjectURL(new Blob([svg], {type: 'image/svg+xml'}));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(2 * width);
    canvas.height = Math.round(2 * height);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}
