let out = process.stdout;

/** Where steps are told: a command whose result is data on stdout tells them on stderr. */
export function tellStepsOn(stream) {
  out = stream;
}

/**
 * Says on the terminal what is being done, and with how many seconds it was done. On a screen the
 * running step is overwritten by its result; in a file each step is one line.
 */
export async function step(label, work) {
  const onScreen = out.isTTY === true;
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const end = (mark) =>
    `${onScreen ? "\r\x1b[2K" : ""}  ${mark} ${label.padEnd(44)} ${seconds()}\n`;
  if (onScreen) out.write(`  … ${label}`);
  try {
    const result = await work();
    out.write(end("✓"));
    return result;
  } catch (error) {
    out.write(end("✗"));
    throw error;
  }
}
