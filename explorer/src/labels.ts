// Names beside points, the weightiest first, none over another.
import { s } from './dom';

export interface Labelled {
  x: number;
  y: number;
  r: number;
  text: string;
  size?: number;
}

const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

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
    /** A place for a name of so many letters. */
    const place = (letters: number): { at: Box; side: number } | undefined => {
      const wide = letters * size * 0.58;
      const sides: Box[] = [
        [x + r + 3, y - size * 0.7, x + r + 3 + wide, y + size * 0.55], [x - r - 3 - wide, y - size * 0.7, x - r - 3, y + size * 0.55],
        [x - wide / 2, y - r - size - 3, x + wide / 2, y - r - 2], [x - wide / 2, y + r + 2, x + wide / 2, y + r + size + 4],
      ];
      const open = sides.filter(free);
      const at = open.find((b) => !points.some((p) => p.x !== x && over(b, p))) ?? open[0];
      return at && { at, side: sides.indexOf(at) };
    };
    const long = short(text, 34);
    const found = place(long.length);
    const shown = found ? long : short(text, 18);
    const { at: box, side } = found ?? place(shown.length) ?? {};
    if (!box) continue;
    taken.push(box);
    const anchor = side === 0 ? 'start' : side === 1 ? 'end' : 'middle';
    const at = side === 0 ? x + r + 4 : side === 1 ? x - r - 4 : x;
    const base = side === 2 ? y - r - 5 : side === 3 ? y + r + size : y + size * 0.35;
    const label = s('text', { x: at, y: base, 'text-anchor': anchor, class: 'halo', 'pointer-events': 'none', 'aria-hidden': 'true' }, shown);
    label.style.fontSize = `${size}px`;
    made.push(label);
  }
  return made;
}
