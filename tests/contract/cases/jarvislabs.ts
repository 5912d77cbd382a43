import { secretKey, spec } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const id = "460920";
const refused = (message: string) => ({ success: false, message });

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /misc/": fixture("jarvislabs/misc"),
    "GET /misc/server_meta": fixture("jarvislabs/server-meta"),
    "GET /users/user_info": fixture("jarvislabs/user-info"),
    "GET /users/balance": fixture("jarvislabs/balance"),
    "GET /ssh/": fixture("jarvislabs/ssh-keys"),
    "POST /ssh/": fixture("jarvislabs/done"),
    "GET /users/fetch": fixture("jarvislabs/instances"),
    [`GET /users/fetch/${id}`]: fixture("jarvislabs/instance"),
    "POST /templates/pytorch/create": fixture("jarvislabs/made"),
    "POST /misc/pause": fixture("jarvislabs/done"),
    "POST /misc/destroy": fixture("jarvislabs/done"),
  },
  offers: [
    "L4/india-noida-01/container/on-demand 0.44 x1 available",
    "L4/india-noida-01/container/spot 0.29 x1 available",
    "L4/india-noida-01/vm/on-demand 0.44 x1 available",
    "A100-80GB/india-noida-01/vm/on-demand 1.49 x1 limited",
    "RTX-PRO6000/india-chennai-01/vm/on-demand 1.89 x1 available",
    "RTX PRO 6000/india-noida-01/vm/on-demand 1.89 x1 limited",
    "H100/europe-01/any/on-demand 2.99 x1 available",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: { detail: "Invalid token" } },
    { kind: "missing-right", status: 403, json: { detail: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { detail: "Too many requests" } },
  ],
  machines: {
    spec: {
      ...spec,
      instanceType: "L4",
      gpuCount: 2,
      region: "india-noida-01",
      tier: "container",
      diskGb: 100,
      ports: [],
      pricePerHourMicros: 880_000n,
    },
    launchCall: "POST /templates/pytorch/create",
    getCall: `GET /users/fetch/${id}`,
    listCall: "GET /users/fetch",
    hasOwnAddress: false,
    endCall: "POST /misc/destroy",
    id,
    gone: { status: 404, json: { detail: "Instance not found" } },
    unknownStatus: withStatus("Migrating"),
    unknownWord: "migrating",
    launchRefusals: [
      { kind: "no-capacity", status: 200, json: refused("No free L4 GPUs available right now") },
      {
        kind: "quota",
        status: 200,
        json: { sucess: "False", error: "You have reached the limit" },
      },
      { kind: "no-balance", status: 200, json: { error: "Insufficient balance" } },
      { kind: "ambiguous", status: 200, json: { success: false, error: "Unknown error" } },
      { kind: "ambiguous", status: 200, json: refused("Instance created, no GPUs available yet") },
      { kind: "ambiguous", status: 200, json: { success: false, machine_id: 460920 } },
      { kind: "no-capacity", status: 409, json: { detail: "Not enough GPUs" } },
      { kind: "invalid-request", status: 422, json: { detail: [{ msg: "Field required" }] } },
      { kind: "no-balance", status: 403, json: { message: "Insufficient balance" } },
      { kind: "missing-right", status: 403, json: { detail: "Forbidden" } },
      { kind: "ambiguous", status: 404, json: { detail: "Not Found" } },
      {
        kind: "ambiguous",
        status: 400,
        json: { detail: "Instance creating, request timed out" },
      },
      { kind: "ambiguous", status: 403, json: { detail: "Request is still processing" } },
      {
        kind: "ambiguous",
        status: 409,
        json: { detail: "Instance created, no GPUs available yet" },
      },
      { kind: "ambiguous", status: 422, json: { detail: "Instance started, but timed out" } },
      { kind: "rate-limited", status: 429, json: { detail: "Too many requests" } },
      { kind: "ambiguous", status: 500, json: { detail: "Internal Server Error" } },
    ],
  },
  priceFields: ["price_per_hour", "spot_price"],
};

/** The machine with another word for its status. */
function withStatus(status: string) {
  const answer = fixture("jarvislabs/instance");
  return { ...answer, instance: { ...Object(answer.instance), status } };
}
