/** One measured line: what, the figures side by side, and their ratio where one makes sense. */
export interface Row {
  readonly what: string;
  readonly figures: Readonly<Record<string, string>>;
  readonly ratio?: string;
}

/** The middle value; of an even number of values the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Prints one section as aligned lines. */
export function printSection(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  for (const { what, figures, ratio } of rows) {
    const told = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
    console.log(`  ${what.padEnd(34)} ${told.join("   ")}${ratio ? `   ratio ${ratio}` : ""}`);
  }
}
