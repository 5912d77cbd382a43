const gigabyte = 1024 ** 3;
const needs = { diskBytes: 4 * gigabyte, memoryBytes: 3 * gigabyte };
const supported = ["linux x64", "linux arm64", "darwin arm64"];

/**
 * Judges a machine before anything is done to it: undefined when ComputeHub can run here, else the
 * sentence that says why not and what to do. Pure: the facts come from gatherFacts.
 */
export function refuseMachine(facts) {
  return [nodeProblem, systemProblem, diskProblem, memoryProblem]
    .map((problem) => problem(facts))
    .find((sentence) => sentence !== undefined);
}

function nodeProblem({ nodeVersion }) {
  if (Number(nodeVersion.split(".")[0]) >= 20) return undefined;
  return `ComputeHub needs Node.js 20 or newer, and this is ${nodeVersion}. Install a newer one from https://nodejs.org and start again.`;
}

function systemProblem({ platform, arch, libc }) {
  if (supported.includes(`${platform} ${arch}`) && libc !== "musl") return undefined;
  const name = [platform, arch, libc === "musl" ? "with musl" : ""].join(" ").trim();
  return `ComputeHub runs on Linux (x64 or arm64, with glibc) and on macOS (arm64); this is ${name}. Use one of those, or a virtual machine or container of one.`;
}

function diskProblem({ diskFreeBytes }) {
  if (diskFreeBytes >= needs.diskBytes) return undefined;
  return `ComputeHub needs 4 GB of free disk here, and ${inGigabytes(diskFreeBytes)} are free. Make room and start again.`;
}

function memoryProblem({ memoryFreeBytes }) {
  if (memoryFreeBytes === undefined || memoryFreeBytes >= needs.memoryBytes) return undefined;
  return `ComputeHub needs 3 GB of available memory, and ${inGigabytes(memoryFreeBytes)} are available. Close other programs and start again.`;
}

function inGigabytes(bytes) {
  return `${(Math.floor((bytes / gigabyte) * 10) / 10).toFixed(1)} GB`;
}
