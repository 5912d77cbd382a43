import { describe, expect, it } from "vitest";
import { misfits } from "@/lib/beginning/misfits";
import { findProviderMeta } from "@/lib/providers/meta";

function asked(provider: string, ports: readonly number[], offer?: { sharesAddress: boolean }) {
  const capabilities = findProviderMeta(provider)?.capabilities;
  if (!capabilities) throw new Error(`${provider} rents no machines`);
  return misfits({ httpCheck: "8000/health", ports, sshPublicKeys: ["any"] }, capabilities, offer);
}

describe("an HTTP check", () => {
  it.each([
    ["a container", "runpod"],
    ["a VM behind a firewall", "hyperstack"],
  ])("is on a port that %s opens", (_name, provider) => {
    expect(asked(provider, [8888])).toEqual({ httpCheck: "http-check-port" });
    expect(asked(provider, [8000])).toEqual({});
  });

  it("is on none of a machine that shares its address and opens no ports", () => {
    expect(asked("cloudrift", [], { sharesAddress: true })).toEqual({
      httpCheck: "http-check-address",
    });
    expect(asked("cloudrift", [], { sharesAddress: false })).toEqual({});
  });

  it("is on any port of a VM that opens all of them", () => {
    expect(asked("vultr", [])).toEqual({});
  });
});
