import type { Probe } from "@/lib/health/probes/contract";
import { gpuProbe } from "@/lib/health/probes/gpu/probe";
import { heartbeatProbe } from "@/lib/health/probes/heartbeat/probe";
import { httpProbe } from "@/lib/health/probes/http/probe";
import { tcpProbe } from "@/lib/health/probes/tcp/probe";

/** Every way in which machines are looked at. */
export const probes: readonly Probe[] = [tcpProbe, httpProbe, gpuProbe, heartbeatProbe];
