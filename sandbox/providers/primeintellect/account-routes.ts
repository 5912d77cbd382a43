import { z } from "zod";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { Caller, TwinRoute } from "../twin";
import type { Exchange } from "./exchange";
import { paged } from "./paged";
import type { SshKey } from "./pod-wire";
import { fail, wrong } from "./refusals";

const CREATED = "2025-04-10T14:30:00.000Z";
const newKey = z.object({ name: z.string(), publicKey: z.string() });

/** Whose a key is and what it may do, what the wallet holds, and the SSH keys. */
export function accountRoutes(exchange: Exchange): TwinRoute[] {
  return [
    { method: "GET", path: "/user/whoami", run: ({ caller }) => json(200, whoami(caller)) },
    {
      method: "GET",
      path: "/billing/wallet",
      run: ({ caller: { account } }) =>
        json(200, {
          wallet_id: `wallet-${account}`,
          team_id: null,
          balance_usd: microsToNumber(exchange.balance(account)),
          currency: "USD",
          total_billings: 0,
          recent_billings: [],
        }),
    },
    {
      method: "GET",
      path: "/ssh_keys/",
      run: (call) => paged(exchange.keysOf(call.caller.account), call, keyView),
    },
    {
      method: "POST",
      path: "/ssh_keys/",
      writes: true,
      run({ caller: { account }, body }) {
        const parsed = newKey.safeParse(body);
        if (!parsed.success || !/^(ssh|ecdsa)-\S+ \S+/.test(parsed.data.publicKey)) {
          return wrong(422, "publicKey", "Invalid SSH key");
        }
        const known = exchange.keysOf(account);
        if (known.some(({ publicKey }) => publicKey === parsed.data.publicKey)) {
          return fail(409, "SSH key already exists");
        }
        const key = {
          id: exchange.newUuid(account),
          account,
          ...parsed.data,
          isPrimary: known.length === 0,
          createdAtMs: exchange.nowMs(),
        };
        exchange.sshKeys.put(key.id, key);
        return json(200, keyView(key));
      },
    },
  ];
}

function whoami({ account, rights }: Caller) {
  const may = { read: true, write: rights === "all" };
  return {
    data: {
      id: `user-${account}`,
      role: "USER",
      createdAt: CREATED,
      name: "Jo Doe",
      slug: null,
      email: `${account}@example.com`,
      image: null,
      emailVerified: true,
      scope: { instances: may, availability: { read: true, write: false }, ssh_keys: may },
    },
    status: "success",
  };
}

function keyView({ id, account, name, publicKey, isPrimary, createdAtMs }: SshKey) {
  const at = new Date(createdAtMs).toISOString();
  return {
    id,
    userId: `user-${account}`,
    name,
    publicKey,
    isPrimary,
    isUserKey: true,
    createdAt: at,
    updatedAt: at,
  };
}
