import { describe, expect, it } from "vitest";
import { ensureAccountSshKeys, type SshKeyShelf } from "@/lib/providers/account-ssh-key";
import type { AccountSshKey } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";

const key = (id: string, publicKey: string): AccountSshKey => ({ id, name: id, publicKey });

function shelf(keys: AccountSshKey[], add?: SshKeyShelf["add"]): SshKeyShelf {
  return {
    list: async () => [...keys],
    add: add ?? (async (name, publicKey) => ({ id: "new", name, publicKey })),
  };
}

async function ensureOne(of: SshKeyShelf, publicKey: string): Promise<AccountSshKey> {
  const [only] = await ensureAccountSshKeys(of, [publicKey]);
  if (!only) throw new Error("no key came back");
  return only;
}

describe("the SSH key a launch needs in the account", () => {
  it("is the account's own where it has the same, whatever its comment says", async () => {
    const known = shelf([key("1", "ssh-ed25519 BBBB"), key("2", "ssh-ed25519  AAAA other@work\n")]);
    expect((await ensureOne(known, "ssh-ed25519 AAAA me@home")).id).toBe("2");
  });

  it("is added under a name made of its hash, the same every time", async () => {
    const first = await ensureOne(shelf([]), "ssh-ed25519 AAAA me@home");
    const second = await ensureOne(shelf([]), "ssh-ed25519 AAAA me@work");
    expect(first.name).toMatch(/^ch-[0-9a-f]{16}$/);
    expect(second.name).toBe(first.name);
  });

  it("stands beside others, in the order asked for, and only those that are missing are added", async () => {
    const added: string[] = [];
    const half = shelf([key("2", "ssh-ed25519 BBBB")], async (name, publicKey) => {
      added.push(publicKey);
      return { id: "new", name, publicKey };
    });
    const found = await ensureAccountSshKeys(half, ["ssh-ed25519 AAAA", "ssh-ed25519 BBBB me"]);
    expect(found.map(({ id }) => id)).toEqual(["new", "2"]);
    expect(added).toEqual(["ssh-ed25519 AAAA"]);
  });

  it("is found again when another launch added it at the same moment", async () => {
    const keys: AccountSshKey[] = [];
    const busy = shelf(keys, async () => {
      keys.push(key("theirs", "ssh-ed25519 AAAA"));
      throw new ProviderError("invalid-request", { status: 422 });
    });
    expect((await ensureOne(busy, "ssh-ed25519 AAAA me@home")).id).toBe("theirs");
  });

  it("fails as the provider said where it still is not there", async () => {
    const full = shelf([], async () => {
      throw new ProviderError("invalid-request", { status: 400 });
    });
    await expect(ensureOne(full, "ssh-ed25519 AAAA")).rejects.toMatchObject({
      kind: "invalid-request",
    });
  });

  it("leaves no machine in doubt when the answer gets lost", async () => {
    const cut = shelf([], async () => {
      throw new ProviderError("ambiguous", { detail: "no answer: network" });
    });
    await expect(ensureOne(cut, "ssh-ed25519 AAAA")).rejects.toMatchObject({
      kind: "transient",
      detail: "no answer: network",
    });
  });
});
