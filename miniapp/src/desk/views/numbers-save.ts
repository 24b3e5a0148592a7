// Saving numbers from this device. Lives here: a chart painted as PNG, a text as a file, the clipboard. Must
// not: send anything anywhere, or lay a chart out (state/chart.ts).
import type { Chart } from '../state/chart.ts';

export { copyText, saveFile } from '../../components/saving.ts';

/** Pixels for each unit of the layout: sharp on paper. */
const SCALE = 4;
const [PAPER, INK, BAR] = ['#ffffff', '#10161c', '#1c6cb4'];
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

function paint(context: CanvasRenderingContext2D, { width, height, bars, texts }: Chart) {
  context.scale(SCALE, SCALE);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  context.fillStyle = BAR;
  context.strokeStyle = BAR;
  for (const { x, y, width: long, height: high, hidden } of bars) {
    context.setLineDash(hidden ? [4, 3] : []);
    if (hidden) context.strokeRect(x + 0.5, y + 0.5, long - 1, high - 1);
    else context.fillRect(x, y, long, high);
  }
  context.fillStyle = INK;
  for (const { x, y, text, size, weight } of texts) {
    context.font = `${weight} ${size}px ${FONT}`;
    context.fillText(text, x, y);
  }
}

/** The chart as PNG, always dark on white; null where the app can't make one. */
export function pngOf(chart: Chart): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = chart.width * SCALE;
  canvas.height = Math.ceil(chart.height * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) return Promise.resolve(null);
  paint(context, chart);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** UTF-8 with the mark by which spreadsheets know it. */
export const csvFile = (text: string): Blob =>
  new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' });

/** Older apps have a clipboard for text only. */
export const canCopyPictures = (): boolean =>
  'ClipboardItem' in window && navigator.clipboard !== undefined;

/** The picture is given while it is made: some browsers forget the tap that asked for it. */
export async function copyPicture(png: Promise<Blob | null>): Promise<boolean> {
  const made = png.then((blob) => blob ?? Promise.reject(new Error('no picture')));
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': made })]);
    return true;
  } catch {
    return false;
  }
}
