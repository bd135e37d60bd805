import { visibleLength } from "./style.js";

export interface Column {
  title: string;
  align?: "left" | "right";
}

type Row = readonly string[];

/** A table with a line of titles, columns two spaces apart. */
export function table(columns: readonly Column[], rows: readonly Row[]): string {
  const titles = columns.map(({ title }) => title);
  return aligned([titles, ...rows], (column) => columns[column]?.align ?? "left");
}

/** Rows whose cells stand below each other, two spaces apart. */
export function aligned(
  rows: readonly Row[],
  alignment: (column: number) => "left" | "right" = () => "left",
): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell));
    }
  }
  const line = (row: Row) =>
    row
      .map((cell, column) => {
        const space = " ".repeat(widths[column]! - visibleLength(cell));
        return alignment(column) === "right" ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join("");
}

/** Folds a text into lines of at most so many characters; words longer than that stay whole. */
export function fold(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(" ")) {
      const last = lines.at(-1)!;
      if (last === "") lines[lines.length - 1] = word;
      else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}
