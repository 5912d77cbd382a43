/** Whether a line of a process's log is for the person at the terminal: an error, in either format. */
export function isAlarm(line: string): boolean {
  return (
    /\b(ERROR|FATAL)\b/.test(line) ||
    /"level":(50|60|"error"|"fatal")/.test(line) ||
    /^\s*⨯ .*Error/.test(line)
  );
}

/** Prints a line of the named process, so that several can be told apart. */
export function printLine(name: string, line: string): void {
  process.stdout.write(`  ${name} | ${line}\n`);
}

/** Prints a sentence of the launcher itself. */
export function say(sentence: string): void {
  process.stdout.write(`  ${sentence}\n`);
}
