import { createHash } from "node:crypto";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { regions } from "./catalog";
import { paged } from "./paged";
import { fail } from "./refusals";
import { type Environment, type Keypair, newEnvironmentSchema, newKeypairSchema } from "./vm-wire";
import { endlessMicros, wireTime, type Yard } from "./yard";

/** Who the key is of, what credit there is, and the environments with their key pairs. */
export function accountRoutes(yard: Yard): TwinRoute[] {
  return [
    { method: "GET", path: "/auth/me", run: (call) => whoAmI(call) },
    {
      method: "GET",
      path: "/billing/user-credit/credit",
      run: ({ caller }) => credit(yard, caller.account),
    },
    { method: "GET", path: "/core/environments", run: (call) => listEnvironments(yard, call) },
    {
      method: "POST",
      path: "/core/environments",
      writes: true,
      run: (call) => addEnvironment(yard, call),
    },
    { method: "GET", path: "/core/keypairs", run: (call) => listKeypairs(yard, call) },
    { method: "POST", path: "/core/keypairs", writes: true, run: (call) => addKeypair(yard, call) },
  ];
}

function whoAmI({ caller }: TwinCall): Answer {
  const user = {
    email: `${caller.account}@example.com`,
    username: caller.account,
    name: "Sandbox Customer",
    created_at: "2026-01-01T08:00:00",
  };
  return json(200, { status: true, message: "User details fetched successfully", user });
}

function credit(yard: Yard, account: string): Answer {
  const left = yard.credit(account) ?? endlessMicros;
  const data = { credit: microsToNumber(left), threshold: 0, can_create_instance: left > 0n };
  return json(200, { status: true, message: "Credit fetched successfully", data });
}

function listEnvironments(yard: Yard, call: TwinCall): Answer {
  const rows = yard.environmentsOf(call.caller.account).map((one) => environmentView(one, call));
  return paged("environments", "Getting environments successful", rows, call);
}

function addEnvironment(yard: Yard, call: TwinCall): Answer {
  const parsed = newEnvironmentSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Invalid environment.");
  const { account } = call.caller;
  const { name, region } = parsed.data;
  if (!regions.includes(region)) return fail(404, "Region does not exist.");
  if (yard.environmentsOf(account).some((one) => one.name === name)) {
    return fail(409, `An environment with the name ${name} already exists.`);
  }
  const environment = environmentView(yard.addEnvironment(account, parsed.data), call);
  return json(200, { status: true, message: "Environment created successfully", environment });
}

export function environmentView(one: Environment, call: TwinCall) {
  return {
    id: one.id,
    name: one.name,
    region: one.region,
    features: { network_optimised: false, green_status: "GREEN" },
    created_at: wireTime(one.createdAtMs, call),
  };
}

function listKeypairs(yard: Yard, call: TwinCall): Answer {
  const { account } = call.caller;
  const rows = yard.keypairsOf(account).map((pair) => keypairView(yard, pair, call));
  return paged("keypairs", "Getting keypairs successful", rows, call);
}

function addKeypair(yard: Yard, call: TwinCall): Answer {
  const parsed = newKeypairSchema.safeParse(call.body);
  if (!parsed.success) return fail(400, "Invalid public key.");
  const { account } = call.caller;
  const { name, environment_name: environment, public_key: publicKey } = parsed.data;
  if (!yard.environmentsOf(account).some((one) => one.name === environment)) {
    return fail(404, `Environment ${environment} does not exist.`);
  }
  const isTaken = (one: Keypair) => one.environment === environment && one.name === name;
  if (yard.keypairsOf(account).some(isTaken)) {
    return fail(409, `A keypair with the name ${name} already exists in the environment.`);
  }
  const keypair = keypairView(
    yard,
    yard.addKeypair(account, { name, environment, publicKey }),
    call,
  );
  return json(200, { status: true, message: "Keypair imported successfully", keypair });
}

function keypairView(yard: Yard, pair: Keypair, call: TwinCall) {
  const environment = yard
    .environmentsOf(call.caller.account)
    .find(({ name }) => name === pair.environment);
  return {
    id: pair.id,
    name: pair.name,
    environment: environment && environmentView(environment, call),
    public_key: pair.publicKey,
    fingerprint: fingerprintOf(pair.publicKey),
    created_at: wireTime(pair.createdAtMs, call),
  };
}

function fingerprintOf(key: string): string {
  const hex = createHash("md5").update(key).digest("hex");
  return (hex.match(/../g) ?? []).join(":");
}
