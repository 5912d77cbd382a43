import { z } from "zod";
import { seeded } from "../../ids";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import type { Bazaar } from "./bazaar";
import { refuse } from "./refusals";
import { withRight } from "./rights";

const addKey = z.object({ ssh_key: z.string().regex(/^(ssh|ecdsa|sk)-\S+ \S+/) });

/** Whose key it is, and the SSH keys that the account's new instances get. */
export function accountRoutes(bazaar: Bazaar): TwinRoute[] {
  const userId = (account: string) => 1_000 + seeded(bazaar.world.seed, account, 1_000_000);
  return [
    withRight("user", {
      method: "GET",
      path: "/api/v0/users/current/",
      run: ({ caller: { account } }) =>
        json(200, {
          id: userId(account),
          key_id: 1,
          email: `${account}@example.com`,
          balance: microsToNumber(bazaar.balance(account)),
          ssh_key: bazaar.sshKeys.get(account)?.[0]?.key ?? "",
          sid: "1",
        }),
    }),
    withRight("user", {
      method: "GET",
      path: "/api/v0/ssh/",
      run({ caller: { account } }) {
        const keys = bazaar.sshKeys.get(account) ?? [];
        if (keys.length === 0) return refuse(404, "not_found", "No SSH keys found for the user");
        const shown = keys.map(({ id, key, createdAt }) => ({
          id,
          user_id: userId(account),
          key,
          created_at: createdAt,
          deleted_at: null,
        }));
        return json(200, shown);
      },
    }),
    withRight("user", {
      method: "POST",
      path: "/api/v0/ssh/",
      writes: true,
      run({ caller: { account }, body }) {
        const parsed = addKey.safeParse(body);
        if (!parsed.success) return refuse(400, "no_ssh_key", "No ssh key provided");
        const known = bazaar.sshKeys.get(account) ?? [];
        const createdAt = new Date(bazaar.nowMs()).toISOString();
        const key = { id: known.length + 1, key: parsed.data.ssh_key, createdAt };
        bazaar.sshKeys.put(account, [...known, key]);
        const shown = { user_id: userId(account), public_key: key.key, created_at: createdAt };
        return json(200, { success: true, key: { id: key.id, ...shown, deleted_at: null } });
      },
    }),
  ];
}
