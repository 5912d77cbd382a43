interface Deviation {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Where a twin's price list departs from a document on purpose; each is still needed. */
export const twinDeviations: Readonly<Record<string, readonly Deviation[]>> = {
  vultr: [
    {
      pattern: /^GET \/plans 200: answer .*monthly_cost must be integer integer$/,
      reason: "the monthly cost is the hourly one times 730 hours, which is seldom whole dollars",
    },
    {
      pattern: /^GET \/plans-metal 200: answer .* properties plans_metal$/,
      reason: "recorded answers call the list plans_metal, the document of 2023-12 calls it plans",
    },
  ],
  digitalocean: [
    {
      pattern: /^GET \/v2\/sizes 200: answer must NOT have unevaluated properties links$/,
      reason: "our excerpt of the document was cut without its link objects",
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
  ],
  tensordock: [
    {
      pattern: /^GET \/locations 200: not in the document$/,
      reason: "the third party's document describes machines alone; public clients read this list",
    },
  ],
  scaleway: [
    {
      pattern: /^GET \/product-catalog\/\S+ 200: not in the document$/,
      reason: "the document is that of machines; the catalogue of prices is another service",
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
  ],
};
