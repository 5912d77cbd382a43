import { z } from "zod";
import { MINUTE_MS, type SpokenLife } from "./spoken";

const made = z.object({ data: z.object({ id: z.string() }) });

function bodyOf(changes: object = {}, resources: object = {}) {
  const attributes = {
    name: "ch-one",
    type: "virtualmachine",
    image: "ubuntu2404_ml_everything",
    resources: {
      vcpu_count: 8,
      ram_gb: 32,
      storage_gb: 100,
      gpus: { "geforcertx3090-pcie-24gb": { count: 1 } },
      ...resources,
    },
    location_id: "5a0d0000-0000-4000-8000-000000000001",
    useDedicatedIp: true,
    ssh_key: "ssh-ed25519 AAAA me",
    cloud_init: { runcmd: ["true"] },
    ...changes,
  };
  return { data: { type: "virtualmachine", attributes } };
}

const tensordock: SpokenLife["life"] = async (call, advance, control) => {
  const nested = "sandbox-tensordock-nested";
  await call("GET", "/instances", undefined, "wrong");
  await call("POST", "/instances", bodyOf({}, { storage_gb: 10 }));
  await call("POST", "/instances", bodyOf(), "sandbox-tensordock-poor");
  const { data } = made.parse(await call("POST", "/instances", bodyOf()));
  await call("POST", "/instances", bodyOf());
  const one = `/instances/${data.id}`;
  await call("GET", one);
  await advance(5 * MINUTE_MS);
  await call("GET", one);
  await call("GET", "/instances");
  await call("POST", `${one}/start`);
  await call("POST", `${one}/stop`);
  await advance(MINUTE_MS);
  await call("POST", `${one}/stop`);
  await call("POST", `${one}/start`);
  await advance(MINUTE_MS);
  const other = made.parse(await call("POST", "/instances", bodyOf(), nested));
  await advance(5 * MINUTE_MS);
  await call("GET", `/instances/${other.data.id}`, undefined, nested);
  await call("DELETE", `/instances/${other.data.id}`, undefined, nested);
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: 3 } });
  await call("GET", "/instances");
  await control("faults", { fault: { kind: "server-error" } });
  await call("GET", "/instances");
  await call("DELETE", one);
  await advance(MINUTE_MS);
  await call("DELETE", one);
  await call("GET", one);
};

export const spoken: SpokenLife = {
  document: { file: "tensordock.unofficial.yaml", closed: "top", prefix: "/api/v2" },
  life: tensordock,
  // The document is a third party's; where public clients met something else, the twin does as they say.
  deviations: [
    {
      pattern: /answer must NOT have unevaluated properties (error|status)$/,
      reason: "clients met an error as a text with its status, also under status 200",
    },
    {
      pattern: /^POST \S+\/instances 200: answer status is not in the document$/,
      reason: "clients met refusals of a create under status 200",
    },
    {
      pattern: /^POST \S+\/instances 400: answer must be object object$/,
      reason: "clients met an array of what is wrong, field by field",
    },
    {
      pattern: / 20[01]: (request|answer) \/data\/attributes\/resources\/gpus must be array array$/,
      reason: "clients send and read cards by their names; the document says a list",
    },
    {
      pattern: / 20[01]: request \/data\/attributes\/cloud_init must be string string$/,
      reason: "clients send cloud-init as an object; the document says text",
    },
    {
      pattern: / 200: answer \/data\/attributes\/portForwards must be object object$/,
      reason: "clients read a list of forwarded ports; the document says an object of no fields",
    },
    {
      pattern: / 200: answer \/data\/attributes\/status must be equal to one of the allowed values/,
      reason: "clients met the words in several spellings, and more of them",
    },
  ],
};
