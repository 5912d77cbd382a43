import { existsSync, readFileSync, statfsSync } from "node:fs";
import { freemem } from "node:os";
import path from "node:path";

/** What preflight needs to know about this machine; numbers in bytes. */
export function gatherFacts(root) {
  const disk = statfsSync(root);
  return {
    platform: process.platform,
    arch: process.arch,
    libc: libcOf(),
    nodeVersion: process.versions.node,
    diskFreeBytes: disk.bavail * disk.bsize,
    memoryFreeBytes: memoryFree(),
    installed: existsSync(path.join(root, "node_modules", ".package-lock.json")),
  };
}

function libcOf() {
  if (process.platform !== "linux") return undefined;
  const { header } = process.report.getReport();
  return header.glibcVersionRuntime ? "glibc" : "musl";
}

/** What can be had without swapping: Linux counts caches it would give up, and a container its cap. */
function memoryFree() {
  if (process.platform === "darwin") return undefined;
  const available = /MemAvailable:\s+(\d+) kB/.exec(readOrEmpty("/proc/meminfo"))?.[1];
  const machine = available ? Number(available) * 1024 : freemem();
  const limit = Number(readOrEmpty("/sys/fs/cgroup/memory.max"));
  if (!(limit > 0)) return machine;
  const used = Number(readOrEmpty("/sys/fs/cgroup/memory.current"));
  const cache = Number(
    /^inactive_file (\d+)/m.exec(readOrEmpty("/sys/fs/cgroup/memory.stat"))?.[1],
  );
  return Math.min(machine, limit - used + (cache || 0));
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
