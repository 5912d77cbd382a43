/**
 * Says on the terminal what is being done, and with how many seconds it was done. On a screen the
 * running step is overwritten by its result; in a file each step is one line.
 */
export async function step(label, work) {
  const onScreen = process.stdout.isTTY === true;
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const end = (mark) =>
    `${onScreen ? "\r\x1b[2K" : ""}  ${mark} ${label.padEnd(44)} ${seconds()}\n`;
  if (onScreen) process.stdout.write(`  … ${label}`);
  try {
    const result = await work();
    process.stdout.write(end("✓"));
    return result;
  } catch (error) {
    process.stdout.write(end("✗"));
    throw error;
  }
}
