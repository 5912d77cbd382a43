/** How long `nvidia-smi` may take before it counts as hanging. */
const SMI_SECONDS = 10;

const gpuFields = [
  "uuid",
  "utilization.gpu",
  "memory.used",
  "memory.total",
  "temperature.gpu",
  "power.draw",
  "ecc.errors.uncorrected.volatile.total",
  "retired_pages.pending",
].join(",");

/**
 * What is run on a machine, by any POSIX shell: prints one line for each thing it finds, as
 * `readGpuReport` reads them, and nothing for what it cannot find out. A field that a driver does not
 * know spoils its whole query, so newer fields are asked for apart. A program that hangs in the kernel
 * cannot be killed or waited for: each writes into a file and holds no output of ours. The log's ages
 * are counted from the time since boot, which a container may not be told truly: then they are left out.
 */
export const gpuScript = `
LC_ALL=C; export LC_ALL
dir=$(mktemp -d /dev/shm/watch.XXXXXX 2>/dev/null || mktemp -d 2>/dev/null) || exit 0
trap 'rm -rf "$dir"' EXIT

begin() {
  what=$1; shift
  (
    "$@" >"$dir/$what" 2>/dev/null & echo $! >"$dir/$what.pid"
    wait $!; echo $? >"$dir/$what.code"; mv "$dir/$what.code" "$dir/$what.end"
  ) </dev/null >/dev/null 2>&1 &
}
nap() { sleep 0.1 2>/dev/null || sleep 1; }
finish() {
  until [ -s "$dir/$1.end" ]; do
    if [ $(($(date +%s) - since)) -ge "$2" ]; then
      kill -9 "$(cat "$dir/$1.pid")" 2>/dev/null
      echo 124; return
    fi
    nap
  done
  cat "$dir/$1.end"
}

since=$(date +%s)
has_smi=0; command -v nvidia-smi >/dev/null 2>&1 && has_smi=1
begin disk df -P -k /
begin log dmesg
if [ $has_smi = 1 ]; then
  begin smi nvidia-smi --query-gpu=${gpuFields} --format=csv,noheader,nounits
  begin remap nvidia-smi --query-remapped-rows=remapped_rows.pending,remapped_rows.failure --format=csv,noheader
  begin action nvidia-smi --query-gpu=gpu_recovery_action --format=csv,noheader
fi

[ "$(finish disk 3)" = 0 ] && awk 'NR == 2 { print "disk," $2 "," $4 }' "$dir/disk"

if [ "$(finish log 3)" = 0 ]; then
  read -r up _ </proc/uptime 2>/dev/null || up=
  [ -n "$up" ] && awk -v up="$up" '
    { at = $0; if (!sub(/^[^[]*\\[ */, "", at)) next; sub(/\\].*/, "", at); age = int(up - at) }
    at !~ /^[0-9.]+$/ || age < -1 { next }
    age < 0 { age = 0 }
    match($0, /NVRM: Xid \\([^)]*\\): *[0-9]+/) {
      code = substr($0, RSTART, RLENGTH); sub(/.*: */, "", code); xids[code] = age
    }
    /[Oo]ut of memory: [Kk]ill|oom-kill:/ { oom = age; has_oom = 1 }
    END {
      for (code in xids) print "xid," code "," xids[code]
      if (has_oom) print "oom," oom
    }' "$dir/log"
fi

if [ $has_smi = 1 ]; then
  code=$(finish smi ${SMI_SECONDS})
  echo "smi,$code"
  [ "$code" = 0 ] && sed -n 's/^GPU-/gpu,GPU-/p' "$dir/smi"
  [ "$(finish remap ${SMI_SECONDS})" = 0 ] && sed 's/^/remap,/' "$dir/remap"
  [ "$(finish action ${SMI_SECONDS})" = 0 ] && sed 's/^/action,/' "$dir/action"
fi
exit 0
`;
