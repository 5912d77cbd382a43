import { expect, test } from "vitest";
import { type MachineFacts, refuseMachine } from "@/scripts/boot/preflight.mjs";

const gigabyte = 1024 ** 3;
const fit: MachineFacts = {
  platform: "linux",
  arch: "x64",
  libc: "glibc",
  nodeVersion: "20.20.2",
  diskFreeBytes: 50 * gigabyte,
  memoryFreeBytes: 8 * gigabyte,
};

test("Linux on x64 and arm64, and macOS on arm64, are fit to run ComputeHub", () => {
  expect(refuseMachine(fit)).toBeUndefined();
  expect(refuseMachine({ ...fit, arch: "arm64" })).toBeUndefined();
  expect(
    refuseMachine({ ...fit, platform: "darwin", arch: "arm64", libc: undefined }),
  ).toBeUndefined();
});

test("another system is refused by name, with the ones that work", () => {
  const systems = [
    [{ platform: "win32" }, "win32 x64"],
    [{ platform: "darwin" }, "darwin x64"],
    [{ libc: "musl" }, "linux x64 with musl"],
  ] as const;
  for (const [facts, name] of systems) {
    const sentence = refuseMachine({ ...fit, ...facts });
    expect(sentence).toContain(`this is ${name}.`);
    expect(sentence).toContain("Linux (x64 or arm64, with glibc) and on macOS (arm64)");
  }
});

test("a Node.js older than 20 is refused before anything else", () => {
  const sentence = refuseMachine({ ...fit, nodeVersion: "18.20.1", platform: "win32" });
  expect(sentence).toContain("needs Node.js 20 or newer, and this is 18.20.1");
});

test("less than 4 GB of disk is refused, and the sentence says how much there is", () => {
  expect(refuseMachine({ ...fit, diskFreeBytes: 4 * gigabyte })).toBeUndefined();
  expect(refuseMachine({ ...fit, diskFreeBytes: 4 * gigabyte - 1 })).toContain("3.9 GB are free");
});

test("less than 3 GB of memory is refused, unless the system does not tell", () => {
  expect(refuseMachine({ ...fit, memoryFreeBytes: 2.2 * gigabyte })).toContain(
    "needs 3 GB of available memory, and 2.2 GB are available",
  );
  expect(refuseMachine({ ...fit, memoryFreeBytes: undefined })).toBeUndefined();
});
