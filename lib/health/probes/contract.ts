import type { FaultClass, FirstAct, GpuFigures, Notice, ProbeKind } from "@/lib/health/types";

/** A machine as probes need to know it. */
export interface Target {
  readonly deploymentId: string;
  readonly gpuCount: number;
  /** Its own; a gate of the provider, which answers for all machines behind it, is none. */
  readonly ssh: { readonly host: string; readonly port: number; readonly user: string } | null;
  readonly publicPorts: readonly { readonly internal: number; readonly external: string }[];
  /** What its service is asked over HTTP, e.g. `8000/health`. */
  readonly httpCheck: string | null;
  /** How it is looked into over SSH; null: it is not. `hostKey`: the one it is known by. */
  readonly inside: { readonly teamId: string; readonly hostKey: string | null } | null;
  /** What it told of itself last, and when; null: it never did. */
  readonly heartbeat: { readonly at: Date; readonly text: string } | null;
  /** By its provider's word: all its ports are at the host of its SSH, which is nobody else's. */
  readonly hasOwnAddress: boolean;
  /** Something was concluded of it before. */
  readonly hasAnswered: boolean;
  /** The last round failed, so this one is to be short. */
  readonly isSuspect: boolean;
  /** A look inside is due. */
  readonly isDeep: boolean;
  readonly errorsBase: Readonly<Record<string, number>>;
}

/** What one probe of one round found. */
export interface Finding {
  readonly kind: ProbeKind;
  /** `null`: no opinion, which is never held against a machine. */
  readonly ok: boolean | null;
  readonly ms: number;
  /** What is wrong, where `ok` is false. */
  readonly fault?: FaultClass;
  /** What helps first, where that is not what the fault's class says. */
  readonly firstAct?: FirstAct;
  /** What a person reads beside it: a word of `deployments.health.seen`, and a number. */
  readonly word: string;
  readonly figure?: number;
  readonly notices?: readonly Notice[];
  readonly figures?: GpuFigures;
  readonly errorsBase?: Readonly<Record<string, number>>;
  /** A host key that it showed and that is not the one it is known by. */
  readonly hostKey?: string;
}

/** One way of looking at a machine. A probe never throws: what it cannot tell is no opinion. */
export interface Probe {
  readonly kind: ProbeKind;
  /** Whether there is anything to ask of this machine now. */
  readonly asks: (target: Target) => boolean;
  readonly run: (target: Target, signal: AbortSignal) => Promise<Finding>;
}
