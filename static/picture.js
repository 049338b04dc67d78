// Saves the chart, the grid or the map of one element of the page as a picture, with headline and
// source.
// Everything it writes into the picture comes from `data` as text, never as markup.
const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const RIGHT = 40;

export function made(name, look, text = '') {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(look)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

export function lines(text, width, size) {
  const most = Math.max(20, Math.floor(width / (size * 0.5)));
  const found = [''];
  for (const word of text.split(/\s+/)) {
    const last = found[found.length - 1];
    if (last && (last + ' ' + word).length > most) found.push(word);
    else found[found.length - 1] = last ? last + ' ' + word : word;
  }
  return found;
}

function write(picture, text, top, width, size, weight, colour) {
  for (const line of lines(text, width, size)) {
    top += size * 1.35;
    const look = { x: MARGIN, y: top, 'font-size': size, 'font-weight': weight, fill: colour };
    picture.appendChild(made('text', look, line));
  }
  return top;
}

function charts(target) {
  const drawn = [...target.querySelectorAll('[data-testid="stVegaLiteChart"] svg')];
  if (!drawn.length) return null;
  const boxes = drawn.map((chart) => chart.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const copy = document.createElementNS(SVG, 'svg');
  drawn.forEach((chart, at) => {
    const one = chart.cloneNode(true);
    one.setAttribute('x', boxes[at].left - left);
    one.setAttribute('y', boxes[at].top - top);
    // Another font than the page's may be wider.
    one.setAttribute('overflow', 'visible');
    copy.appendChild(one);
  });
  const width = Math.max(...boxes.map((box) => box.right)) - left;
  return { copy, width, height: Math.max(...boxes.map((box) => box.bottom)) - top };
}

function grid(target) {
  const table = target.querySelector('table');
  if (!table) return null;
  const copy = document.createElementNS(SVG, 'foreignObject');
  const inside = document.createElement('div');
  inside.style.color = getComputedStyle(table).color;
  for (const look of target.querySelectorAll('style')) inside.appendChild(look.cloneNode(true));
  const twin = table.cloneNode(true);
  // Upright text takes its height from the screen, which a picture has not.
  const upright = [...table.querySelectorAll('th span')];
  [...twin.querySelectorAll('th span')].forEach((one, at) => {
    one.style.height = upright[at].offsetHeight + 'px';
    one.style.width = upright[at].offsetWidth + 'px';
  });
  const legend = target.querySelector('p');
  if (legend) inside.appendChild(legend.cloneNode(true));
  inside.appendChild(twin);
  copy.appendChild(inside);
  const more = legend ? 2 * legend.offsetHeight : 0;
  return { copy, width: table.scrollWidth + 8, height: table.scrollHeight + more + 8 };
}

async function shown(data) {
  if (data.map) return (await import('./map_picture.js')).drawMap(data.map, data);
  const target = document.querySelector('.st-key-' + CSS.escape(data.target));
  return target && (charts(target) || grid(target));
}

async function drawing(data) {
  const found = await shown(data);
  if (!found) return null;
  const width = Math.max(found.width, 320);
  const picture = document.createElementNS(SVG, 'svg');
  picture.appendChild(made('rect', { width: '100%', height: '100%', fill: data.page }));
  let top = write(picture, data.headline, 6, width, 20, 700, data.text);
  top = write(picture, data.subtitle, top + 2, width, 14, 400, data.quiet) + 12;
  found.copy.setAttribute('overflow', 'visible');
  found.copy.setAttribute('x', MARGIN);
  found.copy.setAttribute('y', top);
  found.copy.setAttribute('width', found.width);
  found.copy.setAttribute('height', found.height);
  picture.appendChild(found.copy);
  top = write(picture, data.source, top + found.height + 4, width, 12, 400, data.quiet);
  const size = { width: width + MARGIN + RIGHT, height: top + MARGIN };
  picture.setAttribute('xmlns', SVG);
  picture.setAttribute('width', size.width);
  picture.setAttribute('height', size.height);
  picture.setAttribute('font-family', '"Atkinson Hyperlegible Next", Arial, sans-serif');
  return { text: new XMLSerializer().serializeToString(picture), ...size };
}

async function asPng(drawn) {
  const image = new Image();
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(drawn.text);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width * 2;
  canvas.height = drawn.height * 2;
  const pen = canvas.getContext('2d');
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0);
  return canvas.toDataURL('image/png');
}

// Saves what `data` describes as “svg” or “png”; resolves to a sentence for the visitor.
export async function save(kind, data) {
  const drawn = await drawing(data);
  if (!drawn) return 'There is no picture to save yet.';
  const svg = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(drawn.text);
  const link = document.createElement('a');
  link.href = kind === 'svg' ? svg : await asPng(drawn);
  link.download = data.name + '.' + kind;
  link.click();
  return 'Saved as ' + link.download + '.';
}
