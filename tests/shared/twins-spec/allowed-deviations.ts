interface Deviation {
  pattern: RegExp;
  reason: string;
}

/** Where a twin departs from the document on purpose; each must still be needed. */
export const allowedDeviations: Record<
  "runpod" | "lambda" | "vultr" | "cloudrift" | "digitalocean",
  Deviation[]
> = {
  runpod: [],
  lambda: [
    {
      pattern: /^GET .* 429: answer status is not in the document$/,
      reason:
        "the fact sheet tells of 429; the document of 1.10.0 lists none, its body is our guess",
    },
  ],
  vultr: [
    {
      pattern:
        /^GET \/plans 200: answer .* additional properties (hourly_cost|gpu_type|gpu_vram_gb)$/,
      reason: "recorded answers carry these fields; the document of 2023-12 is older",
    },
    {
      pattern: /^GET \/plans 200: answer .*monthly_cost must be integer integer$/,
      reason: "the monthly cost is the hourly one times 730 hours, which is seldom whole dollars",
    },
    {
      pattern: /^GET \/plans-metal 200: answer .* properties plans_metal$/,
      reason: "recorded answers call the list plans_metal, the document calls it plans",
    },
    {
      pattern: /^GET \/account 401: answer status is not in the document$/,
      reason: "the document lists no refusals; the fact sheet gives their form",
    },
    {
      pattern: /^GET \/instances 429: answer status is not in the document$/,
      reason: "the document lists no limit on calls; issue threads tell of 429",
    },
    {
      pattern: /^POST \/bare-metals 202: answer must NOT have additional properties bare_metal$/,
      reason: "the document's own example answers bare_metal where its schema says baremetal",
    },
    {
      pattern: /^GET \/bare-metals.* 200: answer .* additional properties features$/,
      reason: "the document's own examples of bare metal have features, its schema has none",
    },
  ],
  cloudrift: [
    {
      pattern: /^POST \/api\/v1\/auth\/me 200: request has a body the document does not know$/,
      reason: "the fact sheet sends the version to auth/me; the document names no body for it",
    },
  ],
  digitalocean: [
    {
      pattern: /answer must NOT have unevaluated properties links$/,
      reason: "our excerpt of the document was cut without its link objects",
    },
    {
      pattern:
        /\/droplet\/status must be equal to one of the allowed values new,active,false,archive$/,
      reason: "the word off was read as a truth value where the document was cut",
    },
  ],
};
