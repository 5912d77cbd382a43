const WIDTH = 30;

/**
 * Shows on stderr how far something is: on a screen one line that fills, elsewhere a line for every
 * quarter.
 */
export function showProgress(label: string) {
  const onScreen = process.stderr.isTTY === true;
  let shown = -1;
  return {
    update(done: number, all: number): void {
      const percent = all === 0 ? 100 : Math.floor((100 * done) / all);
      const step = onScreen ? percent : percent - (percent % 25);
      if (step <= shown) return;
      shown = step;
      const filled = Math.round((WIDTH * step) / 100);
      const bar = "█".repeat(filled).padEnd(WIDTH, "░");
      process.stderr.write(
        `${onScreen ? "\r" : ""}  ${bar} ${step} %  ${label}${onScreen ? "" : "\n"}`,
      );
    },
    end(): void {
      if (onScreen && shown >= 0) process.stderr.write("\n");
    },
  };
}
