import { seeded } from "../ids";
import type { Condition } from "./conditions";
import type { Gpus } from "./standing";

export interface Inside {
  name: string;
  gpus: Gpus;
  condition: Required<Condition>;
  /** How often somebody has looked into it. */
  looks: number;
}

/** The programs of a machine that tell of its condition, as shell scripts. */
export function toolsOf(inside: Inside): Record<string, string> {
  const { gpus, condition } = inside;
  const hasDriver = gpus.maker === "nvidia" && condition.nvidiaSmi !== "missing";
  return {
    ...(hasDriver && { "nvidia-smi": nvidiaSmi(inside) }),
    dmesg: dmesg(inside),
    df: df(condition.diskPercent),
    free: free(condition.memoryPercent),
  };
}

type Row = Record<string, string | number>;

function rowsOf({ name, gpus, condition, looks }: Inside): Row[] {
  const left = Math.max(0, gpus.count - condition.gpusLost);
  const used = Math.round((gpus.memoryMb * condition.gpuMemoryPercent) / 100);
  const uncorrected = condition.eccUncorrected + (condition.eccGrowing ? looks : 0);
  const yesNo = (is: boolean) => (is ? "Yes" : "No");
  return Array.from({ length: left }, (_, index) => {
    const uuid = uuidOf(`${name} ${index}`);
    const bus = busOf(index);
    return {
      index,
      count: left,
      name: gpus.name,
      gpu_name: gpus.name,
      uuid,
      gpu_uuid: uuid,
      serial: "[N/A]",
      "pci.bus_id": bus,
      gpu_bus_id: bus,
      driver_version: "570.133.20",
      pstate: condition.gpuPercent > 0 ? "P0" : "P8",
      "utilization.gpu": condition.gpuPercent,
      "utilization.memory": Math.round(condition.gpuPercent / 2),
      "memory.total": gpus.memoryMb,
      "memory.used": used,
      "memory.free": gpus.memoryMb - used,
      "temperature.gpu": condition.temperature,
      "temperature.memory": condition.temperature + 8,
      "fan.speed": "[N/A]",
      "power.draw": condition.powerWatts.toFixed(2),
      "power.limit": "700.00",
      "ecc.mode.current": "Enabled",
      "ecc.errors.corrected.volatile.total": 0,
      "ecc.errors.corrected.aggregate.total": 3,
      "ecc.errors.uncorrected.volatile.total": uncorrected,
      "ecc.errors.uncorrected.aggregate.total": uncorrected,
      "retired_pages.pending": "[N/A]",
      "remapped_rows.pending": yesNo(condition.remapPending),
      "remapped_rows.failure": yesNo(condition.remapFailed),
      "remapped_rows.correctable": 0,
      "remapped_rows.uncorrectable": condition.remapPending || condition.remapFailed ? 1 : 0,
      gpu_recovery_action: condition.recoveryAction,
      "clocks_event_reasons.hw_thermal_slowdown": "Not Active",
    };
  });
}

const NO_DRIVER =
  "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.";

function nvidiaSmi(inside: Inside): string {
  const { nvidiaSmi: how, gpuPercent } = inside.condition;
  if (how === "hangs") return "#!/bin/sh\nexec sleep 3600\n";
  if (how === "fails") return `#!/bin/sh\necho "${NO_DRIVER}"\nexit 9\n`;
  const rows = rowsOf(inside);
  if (rows.length === 0) return "#!/bin/sh\necho 'No devices were found'\nexit 6\n";
  const names = Object.keys(rows[0] ?? {});
  const table = [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((line) => line.join("\t"))
    .join("\n");
  const list = rows.map((row) => `GPU ${row.index}: ${row.name} (UUID: ${row.uuid})`).join("\n");
  const apps =
    gpuPercent > 0
      ? rows.map((row) => `4242, python3, ${row["memory.used"]}, ${row.uuid}`).join("\n")
      : "";
  return `#!/bin/sh
wanted=; plain=0; bare=0; apps=0
while [ $# -gt 0 ]; do
  case "$1" in
    -L|--list-gpus) cat <<'LIST'
${list}
LIST
      exit 0 ;;
    --query-gpu=*|--query-remapped-rows=*) wanted=\${1#*=} ;;
    --query-compute-apps=*) apps=1 ;;
    --format=*) case "$1" in *noheader*) bare=1 ;; esac; case "$1" in *nounits*) plain=1 ;; esac ;;
  esac
  shift
done
if [ $apps = 1 ]; then cat <<'APPS'
${apps}
APPS
  exit 0
fi
if [ -z "$wanted" ]; then wanted=index,name,utilization.gpu,memory.used,memory.total,temperature.gpu; fi
exec awk -F '\\t' -v wanted="$wanted" -v plain=$plain -v bare=$bare '
function unit(field) {
  if (field ~ /^utilization/) return "%"
  if (field ~ /^memory/) return "MiB"
  if (field ~ /^power/) return "W"
  return ""
}
BEGIN { many = split(wanted, want, /, */) }
NR == 1 {
  for (i = 1; i <= NF; i++) at[$i] = i
  head = ""
  for (i = 1; i <= many; i++) {
    if (!(want[i] in at)) { printf "Field \\"%s\\" is not a valid field to query.\\n\\n", want[i]; exit 2 }
    head = head (i > 1 ? ", " : "") want[i] (unit(want[i]) == "" || plain ? "" : " [" unit(want[i]) "]")
  }
  if (!bare) print head
  next
}
{
  line = ""
  for (i = 1; i <= many; i++) {
    value = $(at[want[i]])
    if (!plain && unit(want[i]) != "" && value !~ /^\\[/) value = value " " unit(want[i])
    line = line (i > 1 ? ", " : "") value
  }
  print line
}' <<'TABLE'
${table}
TABLE
`;
}

const xidTexts: Readonly<Record<number, string>> = {
  13: "Graphics Engine Exception",
  31: "Ch 00000008, intr 00000000. MMU Fault",
  43: "Ch 00000008",
  48: "DBE (double bit error) detected",
  63: "Row Remapper: New row marked for remapping",
  64: "Row Remapper: Failed to remap a row",
  74: "NVLink: fatal error detected on link 2",
  79: "GPU has fallen off the bus.",
  94: "Contained: SM (0x1).",
  95: "Uncontained: LTC TAG (0x2).",
  119: "Timeout after 6s of waiting for RPC response from GPU0 GSP",
};

function dmesg({ condition }: Inside): string {
  if (condition.kernelLog === "closed") {
    return "#!/bin/sh\necho 'dmesg: read kernel buffer failed: Operation not permitted' >&2\nexit 1\n";
  }
  const pci = busOf(0).slice(4, -2).toLowerCase();
  const lines = condition.xids.map((xid) => {
    const text = xidTexts[xid] ?? "unknown";
    return `NVRM: Xid (PCI:${pci}): ${xid}, pid=4242, name=python3, ${text}`;
  });
  const killed = "Out of memory: Killed process 4242 (python3) total-vm:263921664kB";
  const all = [...lines, ...(condition.outOfMemory ? [killed] : [])];
  return `#!/bin/sh
echo '[    0.000000] Linux version 6.8.0-60-generic'
read -r up _ </proc/uptime
awk -v up="$up" -v age=${condition.logAgeS} '{ at = up - age; printf "[%12.6f] %s\\n", at < 0 ? 0 : at, $0 }' <<'LOG'
${all.join("\n")}
LOG
`;
}

const DISK_KB = 209_715_200;
const MEMORY_KB = 263_921_664;

function df(percent: number): string {
  const used = Math.round((DISK_KB * percent) / 100);
  return `#!/bin/sh
echo 'Filesystem     1024-blocks      Used Available Capacity Mounted on'
echo 'overlay        ${DISK_KB} ${used} ${DISK_KB - used}      ${Math.ceil(percent)}% /'
`;
}

/** In kibibytes, unless asked for bytes or mebibytes. */
function free(percent: number): string {
  const used = Math.round((MEMORY_KB * percent) / 100);
  return `#!/bin/sh
by=1; over=1
case "$1" in -b) by=1024 ;; -m) over=1024 ;; -g) over=1048576 ;; esac
show() { echo "$1 $(($2 * by / over)) $(($3 * by / over)) $(($4 * by / over)) 0 0 $(($4 * by / over))"; }
echo '               total        used        free      shared  buff/cache   available'
show Mem: ${MEMORY_KB} ${used} ${MEMORY_KB - used}
echo 'Swap: 0 0 0'
`;
}

function busOf(index: number): string {
  return `00000000:${(0x1b + index * 0x20).toString(16).toUpperCase().padStart(2, "0")}:00.0`;
}

function uuidOf(words: string): string {
  const hex = Array.from({ length: 4 }, (_, part) =>
    seeded(part, words, 0xffffffff).toString(16).padStart(8, "0"),
  ).join("");
  return `GPU-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
