/** Node.js flags for a process that streams much and keeps little. */
export function smallMemory() {
  return ["--max-semi-space-size=16", "--max-old-space-size=160"];
}
