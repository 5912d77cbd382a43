import { z } from "zod";
import { differences } from "@/lib/deployments/differences";
import { idleRule } from "@/lib/deployments/idle/schema";
import { leaseActs } from "@/lib/deployments/schema";
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
    /** The tier has no room for it: nothing is started under it. */
    isFrozen: z.boolean().default(false),
    /** Why the account cannot be listed now, a provider error kind; null while it can. */
    listFailure: z.string().nullable(),
  }),
  status: z.enum(statuses),
  /** Key of `deploymentReasons`; null in the ordinary course. */
  statusReason: z.string().nullable(),
  statusSince: at,
  desired: z.enum(wishes),
  operation: openOperation.nullable(),
  /** What was concluded from the provider's word and from probes; null before the first look. */
  health: z
    .object({ verdict: z.enum(["healthy", "suspect", "unhealthy", "unknown"]), checkedAt: at })
    .nullable(),
  /** What the provider last said: our word for it (or `gone`), its own word, and when. */
  told: z.object({ status: z.string(), word: z.string().nullable(), at }).nullable(),
  /** Where what is wanted, told and billed do not agree, the gravest first. */
  differences: z.array(z.enum(differences)),
  /** `adopted`: the machine stood there already. */
  origin: z.enum(["launch", "adopted"]),
  pricingModel: z.string(),
  /** The lease in force or ended; null: it runs until somebody ends it. */
  lease: z
    .object({
      endsAt: at.nullable(),
      spend: money.nullable(),
      act: z.enum(leaseActs),
      endedAt: at.nullable(),
    })
    .nullable(),
  gpuModel: z.string().nullable(),
  gpuSpelling: z.string(),
  gpuCount: z.number().int(),
  instanceType: z.string(),
  region: z.string().nullable(),
  tier: z.string().nullable(),
  image: z.string().nullable(),
  diskGb: z.number().int().nullable(),
  /** The account's volume it was launched with, by the provider's id. */
  volumeId: z.string().nullable(),
  ports: z.array(z.number().int()),
  publicPorts: z.array(z.object({ internal: z.number().int(), external: z.string() })),
  ssh: z
    .object({ host: z.string(), port: z.number().int(), user: z.string(), command: z.string() })
    .nullable(),
  /** What its service is asked over HTTP, e.g. `8000/health`. */
  httpCheck: z.string().nullable(),
  /** Looked into over SSH with the team's watch key. */
  watchInside: z.boolean(),
  /** Fingerprints of the host key it is known by, and of another one that it showed since. */
  hostKeys: z.object({ known: z.string().nullable(), shown: z.string().nullable() }),
  /** Its own idle rule; null: the team's. */
  idleRule: idleRule.nullable(),
  providerInstanceId: z.string().nullable(),
  cost: z.object({
    /** What was agreed to at launch per hour, disk not counted. */
    quotedPerHour: money,
    /** While it runs, disk counted, as last told by the provider. */
    runningPerHour: money,
    /** Once it is stopped for good; one that keeps its GPU costs what it does while it runs. */
    stoppedPerHour: money,
    stoppedBilling: z.enum(["nothing", "disk", "full", "cannot-stop"]),
    /** What is being paid at this moment. */
    nowPerHour: money,
    soFar: money,
    /** `soFar` is the provider's own total, not our count. */
    isBilled: z.boolean(),
    /** Nobody has said what the machine costs. */
    isUnknown: z.boolean(),
    /** Since when the provider has not said what the sleeping machine's disk costs. */
    sleepPriceUntoldSince: z.string().nullable(),
    /** The most agreed to per hour, disk counted; null: the quote is the most. */
    ceilingPerHour: money.nullable(),
    /** What was quoted for the whole machine, and what the provider says it charges. */
    receipt: z.object({ quoted: money, told: money, at, isSame: z.boolean() }).nullable(),
  }),
  can: z.object({
    stop: z.boolean(),
    hibernate: z.boolean(),
    start: z.boolean(),
    restart: z.boolean(),
    terminate: z.boolean(),
    extend: z.boolean(),
  }),
  /** What the provider can do at all, whatever the status: which buttons exist. */
  offers: z.object({
    stop: z.boolean(),
    restart: z.boolean(),
    /** What a lease may do when it ends. */
    leaseActs: z.array(z.enum(leaseActs)),
    logs: z.boolean(),
  }),
  createdAt: at,
  endedAt: at.nullable(),
});
export type DeploymentView = z.output<typeof deploymentView>;

/** What a look inside a machine found. */
export interface LookView {
  readonly at: string;
  /** `null`: it could say nothing. */
  readonly ok: boolean | null;
  /** A key of `deployments.checks.looks`. */
  readonly word: string;
  readonly figure: number | null;
}

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
  /** A mail about it is on its way or has left. */
  readonly isMailed: boolean;
  readonly reason: string | null;
  readonly at: string;
}

/** One offer a deployment may be or was launched from, and what came of it. */
export interface AttemptView {
  readonly rank: number;
  readonly providerId: string;
  readonly providerName: string;
  readonly gpuModel: string | null;
  readonly gpuSpelling: string;
  readonly gpuCount: number;
  readonly region: string | null;
  /** The cloud behind a broker's offer, where the offer is still known. */
  readonly brokeredName: string | null;
  readonly pricingModel: string;
  readonly quotedPerHour: string;
  /** waiting | trying | made | refused | skipped */
  readonly state: string;
  /** Key of `deploymentReasons`. */
  readonly reason: string | null;
  /** The provider's own words. */
  readonly detail: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly cost: string;
}

/** A part of what happened to a deployment, newest first. */
export interface HistoryView {
  readonly events: readonly DeploymentEventView[];
  readonly intervals: readonly IntervalView[];
  readonly operations: readonly OperationView[];
  /** Only what came after this is whole here, the rest is asked for; null: it is all there. */
  readonly wholeAfter: string | null;
}

/** A deployment with the newest part of what happened to it. */
export interface DeploymentDetail extends DeploymentView, HistoryView {
  /** The cloud behind a broker's machine, where its offer is still known. */
  readonly brokeredName: string | null;
  readonly segments: readonly SegmentView[];
  readonly lastLook: LookView | null;
  /** The public half of the team's watch key; null while it has none. */
  readonly watchKey: string | null;
  /** By rank. */
  readonly attempts: readonly AttemptView[];
}
