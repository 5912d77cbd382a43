import { z } from "zod";
import { statuses, wishes } from "@/lib/deployments/states";

const at = z.iso.datetime();
const money = z.string();

const openOperation = z.object({
  kind: z.string(),
  step: z.string(),
  /** Why it is waiting, a key of `deploymentReasons`; null while it is at work. */
  waitingFor: z.string().nullable(),
  startedAt: at,
});

/** A deployment as people see it. Prices are decimal dollars, times ISO instants. */
export const deploymentView = z.object({
  id: z.string(),
  name: z.string(),
  projectId: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  key: z.object({
    id: z.string(),
    name: z.string(),
    lastFour: z.string(),
    state: z.string(),
    /** Why the account cannot be listed now, a provider error kind; null while it can. */
    listFailure: z.string().nullable(),
  }),
  status: z.enum(statuses),
  /** Key of `deploymentReasons`; null in the ordinary course. */
  statusReason: z.string().nullable(),
  statusSince: at,
  desired: z.enum(wishes),
  operation: openOperation.nullable(),
  /** What the provider-state probe concluded; null before its first look. */
  health: z
    .object({ verdict: z.enum(["healthy", "unhealthy", "unknown"]), checkedAt: at })
    .nullable(),
  gpuModel: z.string().nullable(),
  gpuSpelling: z.string(),
  gpuCount: z.number().int(),
  instanceType: z.string(),
  region: z.string().nullable(),
  tier: z.string().nullable(),
  image: z.string().nullable(),
  diskGb: z.number().int().nullable(),
  ports: z.array(z.number().int()),
  publicPorts: z.array(z.object({ internal: z.number().int(), external: z.string() })),
  ssh: z
    .object({ host: z.string(), port: z.number().int(), user: z.string(), command: z.string() })
    .nullable(),
  providerInstanceId: z.string().nullable(),
  cost: z.object({
    /** What was agreed to at launch per hour, disk not counted. */
    quotedPerHour: money,
    /** While it runs, disk counted, as last told by the provider. */
    runningPerHour: money,
    stoppedPerHour: money,
    stoppedBilling: z.enum(["nothing", "disk", "full", "cannot-stop"]),
    /** What is being paid at this moment. */
    nowPerHour: money,
    soFar: money,
    /** `soFar` is the provider's own total, not our count. */
    isBilled: z.boolean(),
  }),
  can: z.object({
    stop: z.boolean(),
    start: z.boolean(),
    restart: z.boolean(),
    terminate: z.boolean(),
  }),
  /** What the provider can do at all, whatever the status: which buttons exist. */
  offers: z.object({ stop: z.boolean(), restart: z.boolean() }),
  createdAt: at,
  endedAt: at.nullable(),
});
export type DeploymentView = z.output<typeof deploymentView>;

/** One outside call of an operation. */
export interface CallView {
  readonly id: string;
  readonly verb: string;
  readonly name: string;
  readonly status: string;
  readonly errorKind: string | null;
  readonly errorDetail: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export interface OperationView {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly calls: readonly CallView[];
}

export interface IntervalView {
  readonly status: string;
  readonly cause: string;
  readonly fromAt: string;
  readonly toAt: string | null;
}

export interface SegmentView {
  readonly perHour: string;
  readonly cause: string;
  readonly fromAt: string;
  readonly toAt: string | null;
  readonly cost: string;
}

export interface DeploymentEventView {
  readonly id: string;
  readonly type: string;
  readonly reason: string | null;
  readonly at: string;
}

/** A deployment with everything that happened to it, newest first. */
export interface DeploymentDetail extends DeploymentView {
  readonly events: readonly DeploymentEventView[];
  readonly intervals: readonly IntervalView[];
  readonly segments: readonly SegmentView[];
  readonly operations: readonly OperationView[];
}
