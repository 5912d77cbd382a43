import { createHash } from "node:crypto";
import { z } from "zod";
import { rateNow } from "../../ledger";
import { json } from "../../wire/answer";
import type { Caller, TwinRoute } from "../twin";
import type { Hall } from "./hall";

const MICROS_PER_CENT = 10_000n;
const HOUR_MS = 3_600_000;
const CREATED = "2025-04-10T14:30:00Z";
const authorized = /^(ssh-\S+|ecdsa-\S+) ([A-Za-z0-9+/=]+)(?: (.*))?$/;

/** The user of a key, with teams and SSH keys, and what a team has left. */
export function accountRoutes(hall: Hall, handleOf: (caller: Caller) => string): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/user/",
      run: ({ caller }) =>
        json(200, {
          user: { name: "Jo Doe", email: `${caller.account}@example.com`, created: CREATED },
          teams: caller.trouble === "teamless" ? [] : [teamView(hall, caller, handleOf(caller))],
        }),
    },
    {
      method: "GET",
      path: "/user/ssh_keys/",
      run: ({ caller }) => json(200, hall.keysOf(caller.account)),
    },
    {
      method: "POST",
      path: "/user/ssh_keys/",
      writes: true,
      run({ caller: { account }, body }) {
        const parsed = z.object({ authorized_key: z.string() }).safeParse(body);
        const [, type = "", key = "", comment] =
          authorized.exec(parsed.data?.authorized_key.trim() ?? "") ?? [];
        if (type === "") return json(422, "Unprocessable Entity: Invalid SSH key");
        const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64");
        const fingerprint = `SHA256:${digest.replace(/=+$/, "")}`;
        if (hall.sshKeys.get(`${account}/${fingerprint}`)) {
          return json(409, "Conflict: key already registered");
        }
        const made = { type, public_key: key, fingerprint, ...(comment ? { comment } : {}) };
        hall.sshKeys.put(`${account}/${fingerprint}`, made);
        return json(200, made);
      },
    },
    {
      method: "GET",
      path: "/teams/:team/balance/",
      run: ({ caller }) => json(200, balanceView(hall, caller.account)),
    },
  ];
}

function teamView(hall: Hall, { account, rights }: Caller, handle: string) {
  const all = ["owner", "purchaser", "operator", "user"];
  return {
    handle,
    name: `Team of ${account}`,
    roles: all,
    effective_roles: rights === "all" ? ["operator", "user"] : ["user"],
    maximum_virtual_machines: hall.most(account),
    maximum_bare_metal_servers: 0,
  };
}

/** Everything in US cents. */
function balanceView(hall: Hall, account: string) {
  const alive = hall.vms.all(account).filter((vm) => !vm.gone);
  const perHour = alive.reduce((sum, vm) => sum + rateNow(vm.segments).compute, 0n);
  const left = hall.balance(account);
  const lastsMs = perHour > 0n ? (Number(left) / Number(perHour)) * HOUR_MS : null;
  return {
    available_balance: Number(left / MICROS_PER_CENT),
    hourly_rate: Number(perHour / MICROS_PER_CENT),
    virtual_machine_count: alive.length,
    bare_metal_server_count: 0,
    ...(lastsMs !== null && {
      estimated_runout_time: new Date(hall.nowMs() + lastsMs).toISOString(),
    }),
  };
}
