interface Deviation {
  pattern: RegExp;
  reason: string;
}

/** Where a twin departs from the document on purpose; each must still be needed. */
export const allowedDeviations: Record<
  "runpod" | "lambda" | "vultr" | "cloudrift" | "vastai" | "hotaisle" | "verda" | "digitalocean",
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
  vastai: [
    {
      pattern: /^PUT .*\/asks\/\{id\} 400: answer \/error must be equal to one of the allowed/,
      reason: "the document lists no word for an account without credit; users report this one",
    },
    {
      pattern: /^PUT .*\/asks\/\{id\} 400: answer .* properties new_contract$/,
      reason: "the fact sheet tells of refused launches that make an instance all the same",
    },
    {
      pattern: /^GET .*\/instances\/\{id\} 200: answer \/instances\/ports must be array array$/,
      reason: "public clients read the addresses of ports; only the list's description has them",
    },
    {
      pattern: /^GET .*\/instances\/\{id\} 200: answer \/instances must be object object$/,
      reason: "the fact sheet tells of null for an instance that has ended",
    },
    {
      pattern: /^GET .*\/instances\/\{id\} 404: answer status is not in the document$/,
      reason: "a wrong key is answered with 404 elsewhere in the document, so here too",
    },
    {
      pattern: / 429: answer content type text\/plain is not in the document$/,
      reason: "the fact sheet tells of plain text where the document has JSON",
    },
  ],
  hotaisle: [],
  verda: [
    {
      pattern: /^GET \/instance-types 200: query has unknown currency$/,
      reason: "official clients ask for a currency; the third party's document does not know it",
    },
    {
      pattern: /^GET \/instance-types 200: answer \/\d+\/price_per_hour must be number number$/,
      reason: "recorded prices are strings, the document says numbers",
    },
    {
      pattern:
        /^GET \/(instances|volumes)\S* 200: answer \S*\/(ip|target|instance_id) must be string/,
      reason: "official clients know these as null where there is none yet",
    },
    {
      pattern: /^GET \/(instances|volumes)\/\S+ 200: answer must NOT have unevaluated properties/,
      reason: "official clients know more fields than the third party's document",
    },
    {
      pattern: /^POST \/\w+ 20[12]: answer content type text\/plain is not in the document$/,
      reason: "the fact sheet tells of ids as plain text, the document of JSON strings",
    },
    {
      pattern: /^PUT \/instances 207: answer status is not in the document$/,
      reason: "the fact sheet tells of results of their own for many machines",
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
