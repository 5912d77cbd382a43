import { describe, expect, it } from "vitest";
import type { Followed } from "@/lib/health/follow-incident";
import { type News, tellingOf } from "@/lib/health/telling";
import type { FaultClass, Verdict } from "@/lib/health/types";

const at = new Date(Date.UTC(2026, 10, 27));

function incident(cause: string, toldAt: Date | null = null): NonNullable<Followed["incident"]> {
  return {
    id: "inc_1",
    teamId: "tea_1",
    cause,
    subject: "",
    deploymentId: null,
    providerKeyId: null,
    providerId: "runpod",
    region: "EU-RO-1",
    fault: "unreachable",
    badSince: at,
    openedAt: at,
    toldAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
    endedAt: null,
  };
}

const standing = (verdict: Verdict, fault: FaultClass | null = null) => ({
  verdict,
  fault,
  firstAct: null,
});
const ill = standing("unhealthy", "unreachable");
const well = standing("healthy");

function told(more: Partial<News> & { readonly of?: Followed["incident"] }) {
  const { of = incident("machine"), ...news } = more;
  const followed = { incident: of, hasJoined: false, hasLeft: false, movedFrom: null };
  const { type, untold } = tellingOf({
    kind: "unhealthy",
    before: { fault: null },
    next: ill,
    isFlapping: false,
    toldUnhealthy: false,
    endsIncident: false,
    followed,
    ...news,
  });
  return type ?? untold;
}

describe("of one machine", () => {
  it("is told that it is unwell, and then that it is well", () => {
    expect(told({})).toBe("deployment.unhealthy");
    expect(told({ toldUnhealthy: true })).toBe("told-before");
    expect(told({ kind: "recovered", next: well, toldUnhealthy: true })).toBe(
      "deployment.recovered",
    );
    expect(told({ kind: "recovered", next: well })).toBe("told-before");
  });

  it("is told once while it is well and unwell in turns", () => {
    expect(told({ kind: "flapping" })).toBe("deployment.flapping");
    expect(told({ isFlapping: true })).toBe("flapping");
  });

  it("is left to the provider's word where that says it is gone, or was", () => {
    expect(told({ next: standing("unhealthy", "gone") })).toBe("by-status");
    expect(told({ kind: "recovered", next: well, before: { fault: "gone" } })).toBe("by-status");
  });
});

describe("of a region", () => {
  it("is told once that it fails, by the first of its machines", () => {
    expect(told({ of: incident("region") })).toBe("deployment.unhealthy");
    expect(told({ of: incident("region", at) })).toBe("grouped");
  });

  it("is told that it is well with the last of them, where people knew", () => {
    const back = { kind: "recovered", next: well, before: { fault: "unreachable" } } as const;
    expect(told({ ...back, of: incident("region", at) })).toBe("grouped");
    expect(told({ ...back, of: incident("region", at), endsIncident: true })).toBe(
      "deployment.recovered",
    );
    expect(told({ ...back, of: incident("region"), endsIncident: true })).toBe("grouped");
  });

  it("is told of a machine that has a trouble of its own from now on", () => {
    const followed = {
      incident: incident("machine"),
      hasJoined: true,
      hasLeft: false,
      movedFrom: incident("region", at),
    };
    const lost = { kind: "other-fault", next: standing("unhealthy", "gpu-lost") } as const;
    expect(told({ ...lost, followed })).toBe("deployment.unhealthy");
    expect(told(lost)).toBe("told-before");
  });
});

it("tells nobody what we do not see ourselves", () => {
  const next = standing("unknown", "unreachable");
  expect(told({ kind: "unknown", next, of: incident("us") })).toBe("blind");
});
