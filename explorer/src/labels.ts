// Names beside points, the weightiest first, none over another.
import { s } from './dom';

export interface Labelled {
  x: number;
  y: number;
  r: number;
  text: string;
  size?: number;
}

type Box = [number, number, number, number];
/** Whether a point lies in a box, which would then seem to name it. */
const over = (b: Box, p: Labelled): boolean => p.x + p.r > b[0] && p.x - p.r < b[2] && p.y + p.r > b[1] && p.y - p.r < b[3];

export function labels(points: Labelled[], width: number, height: number, most: number): SVGTextElement[] {
  const taken: Box[] = [];
  const free = (box: Box): boolean =>
    box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  const made: SVGTextElement[] = [];
  for (const { x, y, r, text, size = 12 } of points) {
    if (made.length >= most) break;
    const shown = text.length > 34 ? `${text.slice(0, 33)}…` : text;
    const wide = shown.length * size * 0.58;
    const right: Box = [x + r + 3, y - size * 0.7, x + r + 3 + wide, y + size * 0.55];
    const left: Box = [x - r - 3 - wide, y - size * 0.7, x - r - 3, y + size * 0.55];
    const above: Box = [x - wide / 2, y - r - size - 3, x + wide / 2, y - r - 2];
    const below: Box = [x - wide / 2, y + r + 2, x + wide / 2, y + r + size + 4];
    const open = [right, left, above, below].filter(free);
    const box = open.find((b) => !points.some((p) => p.x !== x && over(b, p))) ?? open[0];
    if (!box) continue;
    taken.push(box);
    const anchor = box === right ? 'start' : box === left ? 'end' : 'middle';
    const at = box === right ? x + r + 4 : box === left ? x - r - 4 : x;
    const base = box === above ? y - r - 5 : box === below ? y + r + size : y + size * 0.35;
    const label = s('text', { x: at, y: base, 'text-anchor': anchor, class: 'halo', 'pointer-events': 'none', 'aria-hidden': 'true' }, shown);
    label.style.fontSize = `${size}px`;
    made.push(label);
  }
  return made;
}
