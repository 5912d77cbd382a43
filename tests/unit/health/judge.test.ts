import { describe, expect, it } from "vitest";
import { followers, statuses } from "@/lib/deployments/states";
import { judge, judgePreempted } from "@/lib/health/judge";
import { providerStatuses } from "@/lib/providers/contract";

it("only ever asks for a status that may follow the one there is", () => {
  for (const status of statuses) {
    if (status === "requested" || status === "terminating" || status === "terminated") continue;
    for (const seen of [...providerStatuses, "gone"] as const) {
      const { to } = judge(status, seen);
      if (to) expect(followers[status]).toContain(to);
    }
  }
});

it("takes a running machine that is gone for lost", () => {
  expect(judge("running", "gone")).toEqual({
    verdict: "unhealthy",
    to: "lost",
    reason: "gone",
    desired: null,
  });
  expect(judge("running", "terminated").to).toBe("lost");
  expect(judge("lost", "gone").to).toBeNull();
});

it("takes a word it does not know for no opinion", () => {
  expect(judge("running", "unknown")).toMatchObject({ verdict: "unknown", to: null });
});

it("leaves in peace what somebody stopped or started at the provider", () => {
  expect(judge("running", "stopped")).toMatchObject({ to: "stopped", desired: "stopped" });
  expect(judge("stopped", "running")).toMatchObject({ to: "running", desired: "running" });
});

it("is told that a machine came back", () => {
  expect(judge("lost", "running")).toMatchObject({ to: "running", reason: "came-back" });
  expect(judge("failed", "running")).toMatchObject({ to: "running", reason: "came-back" });
  expect(judge("provisioning", "running")).toMatchObject({ to: "running", reason: null });
});

describe("a machine taken away for somebody who pays more", () => {
  it("is unwell and to run still, where it was to run", () => {
    expect(judgePreempted("running", "stopped", "running")).toEqual({
      verdict: "unhealthy",
      to: "stopped",
      reason: "preempted",
      desired: null,
    });
    expect(judgePreempted("stopped", "stopped", "running")).toMatchObject({
      verdict: "unhealthy",
      to: null,
    });
  });

  it("is left in peace where somebody had it stopped", () => {
    expect(judgePreempted("stopped", "stopped", "stopped")).toMatchObject({ verdict: "healthy" });
  });
});
