import { env } from "@/lib/env";
import { type Beating, heartbeatToken } from "@/lib/health/heartbeat/signature";

/** How often a machine tells of itself, in seconds. */
export const BEAT_SECONDS = 30;

/** What is run on a machine, by any POSIX shell with curl and openssl, so that it tells of itself. */
export function agentScript(of: Beating): string {
  return `#!/bin/sh
# Tells ComputeHub every ${BEAT_SECONDS} seconds that this machine is alive, and how its GPUs and its disk are.
url='${new URL("/api/v1/heartbeat", env.APP_URL).href}'
machine='${of.teamId}~${of.deploymentId}'
token='${heartbeatToken(of)}'
fields=uuid,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw
while :; do
  body=$(nvidia-smi --query-gpu=$fields --format=csv,noheader,nounits 2>/dev/null | sed 's/^/gpu,/'
    df -Pk / | awk 'NR == 2 { print "disk," $2 "," $4 }')
  time=$(date +%s)
  signature=$(printf '%s.%s' "$time" "$body" | openssl dgst -sha256 -hmac "$token" | sed 's/.* //')
  curl -fsS -m 10 -o /dev/null -H "x-machine: $machine" -H "x-time: $time" \\
    -H "x-signature: $signature" --data-binary "$body" "$url"
  sleep ${BEAT_SECONDS}
done
`;
}
