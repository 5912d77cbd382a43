import { fixture, type ProviderCase } from "../provider-cases";

const map = "GET /pricing/2.0/meteredUnitMaps/ec2/USD/current/ec2-ondemand-without-sec-sel";

export const known: ProviderCase = {
  credentials: {},
  recording: {
    "GET /locations/1.0/aws/current/locations.json": fixture("aws/locations"),
    [`${map}/US%20East%20(N.%20Virginia)/Linux/index.json`]: fixture("aws/on-demand-us-east-1"),
    [`${map}/EU%20(Frankfurt)/Linux/index.json`]: fixture("aws/on-demand-eu-central-1"),
    "GET /spot/spot.json": fixture("aws/spot"),
  },
  offers: [
    "p5.48xlarge/on-demand/us-east-1 55.04 x8 unknown",
    "g6f.2xlarge/on-demand/us-east-1 0.475 x1* unknown",
    "g4ad.16xlarge/on-demand/us-east-1 3.468 x4 unknown",
    "p4d.24xlarge/on-demand/us-east-1 21.957642 x8 unknown",
    "g6.xlarge/on-demand/eu-central-1 1.006 x1 unknown",
    "p5.48xlarge/spot/us-east-1 28.123457 x8 unknown",
    "g6.xlarge/spot/eu-central-1 0.3611 x1 unknown",
    "g5.xlarge/spot/eu-central-1 0.42 x1 unknown",
  ],
  skipped: 3,
  refusals: [{ kind: "rate-limited", status: 429, json: {} }],
  priceFields: ["price", "USD"],
  isMap: (names) => names.every((name) => name.includes(" ")),
};
