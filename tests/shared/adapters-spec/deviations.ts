interface Deviation {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Where requests or recorded answers depart from a document on purpose; each is still needed. */
export const adapterDeviations: Readonly<Record<string, readonly Deviation[]>> = {
  primeintellect: [
    {
      pattern: /^DELETE \/api\/v1\/disks\/\{disk_id\} 200: answer .* properties status$/,
      reason: "the official client reads a status; the document leaves the answer empty",
    },
    {
      pattern: /^GET \/user\/whoami 200: not in the document$/,
      reason: "the document of the account stands in a file of its own",
    },
    {
      pattern: /^GET \/billing\/wallet\?limit=1 200: not in the document$/,
      reason: "the official client asks for the wallet; the third party's copy leaves it out",
    },
  ],
  vultr: [
    {
      pattern: /^GET \/plans-metal 200: answer .* properties plans_metal$/,
      reason: "recorded answers call the list plans_metal, the document of 2023-12 calls it plans",
    },
  ],
  vastai: [
    {
      pattern: /^PUT \/api\/v0\/asks\/\{id\} 200: request \/env must be string string$/,
      reason:
        "official clients send the environment and ports as an object; the document says text",
    },
    {
      pattern:
        /^GET \/api\/v0\/instances\/\{id\} 200: answer \/instances\/ports must be array array$/,
      reason: "public clients read the addresses of ports; only the list's description has them",
    },
    {
      pattern: /^GET \/logs\/vast\.ai\/.* 200: not in the document$/,
      reason: "logs lie at a storage host, to which the document only names an address",
    },
  ],
  digitalocean: [
    {
      pattern: /answer must NOT have unevaluated properties links$/,
      reason: "our excerpt of the document was cut without its link objects",
    },
    {
      pattern: /^(GET|POST|DELETE) \/v2\/volumes\S* 20\d: not in the document$/,
      reason: "our excerpt leaves volumes out; the whole document of the same day has them",
    },
  ],
  tensordock: [
    {
      pattern: /^GET \/locations 200: not in the document$/,
      reason: "the third party's document knows machines alone; clients read places and prices",
    },
    {
      pattern:
        /^POST \S+\/instances 201: request \/data\/attributes\/resources\/gpus must be array/,
      reason: "clients send cards by their names; the document says a list",
    },
    {
      pattern: /^POST \S+\/instances 201: request \/data\/attributes\/cloud_init must be string/,
      reason: "clients send cloud-init as an object; the document says text",
    },
  ],
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
      pattern: /^GET \/instances 200: answer \/\d+\/price_per_hour must be number number$/,
      reason: "prices are strings in some versions, and both are read",
    },
    {
      pattern:
        /^GET \/(instances|volumes) 200: answer \/\d+\/(ip|target|instance_id) must be string/,
      reason: "official clients know these as null where there is none yet",
    },
    {
      pattern:
        /^GET \/instances\/\{instance_id\} 200: answer must NOT have unevaluated properties \w+$/,
      reason: "official clients know more fields of an instance than the third party's document",
    },
  ],
  cloudrift: [
    {
      pattern: /^POST \/api\/v1\/(auth\/me|account\/info|recipes\/list) 200: request has a body/,
      reason: "clients send the version here as everywhere; the document names no body for it",
    },
  ],
  hyperstack: [
    {
      pattern: /^GET \/core\/flavors 200: answer .*\/display_name must be string string$/,
      reason: "most flavors have no name for people; the document knows no null",
    },
    {
      pattern: /^GET \/pricebook 200: answer \/\d+\/(start|end)_time must be string string$/,
      reason: "a price without an end has none; the document knows no null",
    },
    {
      pattern: /created_at must match format "date-time"/,
      reason: "the API writes its times without their zone",
    },
    {
      pattern: /\/floating_ip(_status)? must be string string$/,
      reason: "a machine without an address has none; the document knows no null",
    },
    {
      pattern: /request \/security_rules\/\d+ must have required property 'virtual_machine_id'/,
      reason: "a create has no machine's id yet; the document takes the rule of another call",
    },
  ],
  scaleway: [
    {
      pattern: /answer \S*\/public_ip must be object object$/,
      reason: "a server without an address has none; the document knows no null for it",
    },
    {
      pattern: /^GET \/product-catalog\/\S+ 200: not in the document$/,
      reason: "the catalogue has a document of its own, of which we have no copy",
    },
  ],
};
