/** Pieces of a picture: how high one is, and its SVG once its place is known. Lengths in pixels. */
export interface Box {
  readonly height: number;
  readonly draw: (x: number, y: number) => string;
}

/** One below the other. */
export function stack(boxes: readonly Box[], gap: number = 0): Box {
  const gaps = gap * Math.max(0, boxes.length - 1);
  return {
    height: boxes.reduce((sum, { height }) => sum + height, gaps),
    draw: (x, y) => {
      let top = y;
      return boxes
        .map((box) => {
          const drawn = box.draw(x, top);
          top += box.height + gap;
          return drawn;
        })
        .join("");
    },
  };
}

/** Moved to the right, and with room above and below. */
export function inset(box: Box, left: number, vertical: number = 0): Box {
  return {
    height: box.height + 2 * vertical,
    draw: (x, y) => box.draw(x + left, y + vertical),
  };
}

export function rectangle(
  [x, y, width, height]: readonly [x: number, y: number, width: number, height: number],
  look: { readonly fill: string; readonly radius?: number; readonly stroke?: string },
): string {
  const { fill, radius = 0, stroke } = look;
  const border = stroke === undefined ? "" : ` stroke="${stroke}"`;
  return `<rect x="${x}" y="${y}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"${border}/>\n`;
}

export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
