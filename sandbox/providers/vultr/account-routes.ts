import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Lot, wireTime } from "./lot";
import { addKeySchema, type SshKey } from "./machine-wire";
import { paged } from "./paged";
import { fail } from "./refusals";

const rightsOf = {
  all: [
    "manage_users",
    "subscriptions_view",
    "subscriptions",
    "billing",
    "provisioning",
    "upgrade",
  ],
  read: ["subscriptions_view"],
  none: [],
} as const;
const USUAL_CREDIT_USD = 100;

/** The account behind a key, and its SSH keys. */
export function accountRoutes(lot: Lot): TwinRoute[] {
  return [
    { method: "GET", path: "/account", run: (call) => account(lot, call) },
    { method: "GET", path: "/ssh-keys", run: (call) => listKeys(lot, call) },
    { method: "POST", path: "/ssh-keys", writes: true, run: (call) => addKey(lot, call) },
  ];
}

/** Credit is below zero here, and what this month has cost so far stands beside it. */
function account(lot: Lot, { caller, settings }: TwinCall): Answer {
  const { balanceUsd = caller.account === "poor" ? 0 : USUAL_CREDIT_USD } = settings;
  return json(200, {
    account: {
      name: "Sandbox Customer",
      email: "customer@example.com",
      acls: rightsOf[caller.rights],
      balance: -(balanceUsd ?? USUAL_CREDIT_USD),
      pending_charges: microsToNumber(lot.spent(caller.account)),
      last_payment_date: "2026-06-01T08:00:00+00:00",
      last_payment_amount: -100,
    },
  });
}

function listKeys(lot: Lot, call: TwinCall): Answer {
  const keys = lot.keysOf(call.caller.account);
  return paged(
    "ssh_keys",
    keys.map((key) => keyView(key, call)),
    call,
  );
}

function addKey(lot: Lot, call: TwinCall): Answer {
  const parsed = addKeySchema.safeParse(call.body);
  if (!parsed.success || !/^(ssh|ecdsa|sk)-\S+ \S+/.test(parsed.data.ssh_key)) {
    return fail(400, "Invalid SSH key.");
  }
  const { account: owner } = call.caller;
  const key = { ...parsed.data, id: lot.newId(owner), createdAtMs: lot.nowMs() };
  lot.sshKeys.put(`${owner}/${key.id}`, key);
  return json(201, { ssh_key: keyView(key, call) });
}

function keyView({ id, name, ssh_key, createdAtMs }: SshKey, call: TwinCall) {
  return { id, date_created: wireTime(createdAtMs, call), name, ssh_key };
}
