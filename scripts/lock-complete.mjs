/**
 * Makes package-lock.json name the optional packages of every system. A registry mirror may not
 * serve all of them, npm then leaves those out of the lock, and `npm ci` refuses the lock elsewhere.
 * `--check` changes nothing and fails when something is missing or the lock names download addresses.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingEntries(lock.packages);
const addressed = Object.keys(lock.packages).filter((at) => lock.packages[at].resolved);

if (process.argv.includes("--check")) check();
else complete();

function check() {
  for (const [at] of missing) console.error(`${at} is missing from package-lock.json.`);
  for (const at of addressed) console.error(`${at} names a download address.`);
  if (missing.length + addressed.length === 0) return;
  console.error('Run "node scripts/lock-complete.mjs" and keep the result.');
  process.exitCode = 1;
}

function complete() {
  for (const at of addressed) delete lock.packages[at].resolved;
  const entries = [...Object.entries(lock.packages), ...missing];
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${missing.length} entries, removed ${addressed.length} addresses.`);
}

function missingEntries(packages) {
  const found = new Map();
  for (const [at, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const entry = `node_modules/${name}`;
      if (!resolves(packages, at, name) && !found.has(entry))
        found.set(entry, placeOf(name, range));
    }
  }
  return [...found];
}

/** Whether a package at this place would find the other one, looking upwards as Node.js does. */
function resolves(packages, at, name) {
  for (let from = at; ; from = parentOf(from)) {
    if (packages[`${from === "" ? "" : `${from}/`}node_modules/${name}`]) return true;
    if (from === "") return false;
  }
}

function parentOf(at) {
  const cut = at.lastIndexOf("/node_modules/");
  return cut === -1 ? "" : at.slice(0, cut);
}

/** A lock entry for a package that is not at hand: its name says which system it is for. */
function placeOf(name, range) {
  const words = name.split(/[-/@]/);
  const os = name.startsWith("fsevents") ? "darwin" : osOf(words);
  const cpu = /arm-?(gnu|musl)?eabi/.test(name) ? "arm" : cpuOf(words);
  if (!os && !cpu) throw new Error(`The name ${name} does not say which system it is for.`);
  return {
    version: range.replace(/^[\^~]/, ""),
    ...(cpu && { cpu: [cpu] }),
    optional: true,
    ...(os && { os: [os] }),
    ...(os === "linux" && libcOf(name)),
  };
}

function osOf(words) {
  if (words.includes("wasi")) return undefined;
  if (words.some((word) => word === "windows" || word === "win" || word === "win32"))
    return "win32";
  const others = "darwin linux android freebsd openharmony openbsd netbsd sunos aix".split(" ");
  return others.find((os) => words.includes(os));
}

function cpuOf(words) {
  if (words.includes("wasi")) return "wasm32";
  const all = "arm64 aarch64 x64 ia32 x86 arm ppc64 ppc64le riscv64 s390x loong64 mips64el wasm32";
  return all.split(" ").find((cpu) => words.includes(cpu));
}

function libcOf(name) {
  if (name.includes("musl")) return { libc: ["musl"] };
  if (name.includes("gnu")) return { libc: ["glibc"] };
  return {};
}
