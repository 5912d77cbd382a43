interface Deviation {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Where requests or recorded answers depart from a document on purpose; each is still needed. */
export const adapterDeviations: Readonly<Record<string, readonly Deviation[]>> = {
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
};
