import { createHash } from "node:crypto";
import { microsToUsd, usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { addKeySchema } from "./droplet-wire";
import { images } from "./images";
import { paged } from "./paged";
import { refuse } from "./refusals";
import { regionSlugs, regionView } from "./regions";
import { wireTime, type Yard } from "./yard";

const LIMIT = 25;

/** The account behind a token, its balance and SSH keys; regions and images. */
export function accountRoutes(yard: Yard): TwinRoute[] {
  return [
    { method: "GET", path: "/account", run: (call) => account(call) },
    { method: "GET", path: "/customers/my/balance", run: (call) => balance(yard, call) },
    {
      method: "GET",
      path: "/account/keys",
      run: (call) => paged("ssh_keys", yard.keysOf(call.caller.account), call),
    },
    { method: "POST", path: "/account/keys", writes: true, run: (call) => addKey(yard, call) },
    {
      method: "GET",
      path: "/regions",
      run: (call) => paged("regions", regionSlugs.map(regionView), call),
    },
    { method: "GET", path: "/images", run: (call) => paged("images", images, call) },
  ];
}

function account({ caller, settings }: TwinCall): Answer {
  return json(200, {
    account: {
      droplet_limit: settings.quota ?? (caller.account === "quota" ? 0 : LIMIT),
      floating_ip_limit: 5,
      email: "sammy@example.com",
      name: "Sandbox Customer",
      uuid: "b6fr89dbf6d9156cace5f3c78dc9851d957381ef",
      email_verified: true,
      status: "active",
      status_message: " ",
      team: { uuid: "5df3e3004a17e242b7c20ca6c9fc25b701a47ece", name: "Sandbox Team" },
    },
  });
}

/** What is owed stands above zero, so credit that was paid in stands below. */
function balance(yard: Yard, call: TwinCall): Answer {
  const used = yard.spent(call.caller.account);
  const before = -usdToMicros(call.settings.balanceUsd ?? 0);
  return json(200, {
    month_to_date_balance: microsToUsd(before + used),
    account_balance: microsToUsd(before),
    month_to_date_usage: microsToUsd(used),
    generated_at: wireTime(yard.nowMs(), call),
  });
}

function addKey(yard: Yard, call: TwinCall): Answer {
  const parsed = addKeySchema.safeParse(call.body);
  const blob = /^(?:ssh|ecdsa|sk)-\S+ (\S+)/.exec(parsed.data?.public_key ?? "")?.[1];
  if (!parsed.success || blob === undefined)
    return refuse("Key invalid, key should be of type ssh.");
  const { account: owner } = call.caller;
  const digest = createHash("md5").update(Buffer.from(blob, "base64")).digest("hex");
  const fingerprint = digest.replace(/(..)(?=.)/g, "$1:");
  if (yard.keysOf(owner).some((key) => key.fingerprint === fingerprint)) {
    return refuse("SSH Key is already in use on your account");
  }
  const key = { ...parsed.data, id: yard.newId(owner), fingerprint };
  yard.sshKeys.put(`${owner}/${key.id}`, key);
  return json(201, { ssh_key: key });
}
