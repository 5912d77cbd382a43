import type { Market } from "../market";
import { microsToUsd } from "../money";
import type { Refusals, Twin, World } from "../providers/twin";
import { EVERYONE, scopedSettings } from "../scope";
import type { Answer } from "../wire/answer";
import { newestDay } from "./newest-day";

/** The European Central Bank's daily file of reference rates; "prices" are its rates. */
export function ecbTwin({ store, clock, rates: market }: World): Twin {
  return {
    id: "ecb",
    title: "European Central Bank",
    mount: "/ecb",
    keys: [],
    routes: [
      {
        method: "GET",
        path: "/stats/eurofxref/eurofxref-daily.xml",
        open: true,
        run: () => file(market, newestDay(clock.nowMs())),
      },
    ],
    caller: () => undefined,
    accountOfKey: () => undefined,
    refusals,
    market,
    settings: scopedSettings(store, "ecb"),
    fleet: null,
  };
}

function file(market: Market, day: string): Answer {
  const cubes = market
    .listings()
    .map(({ id }) => `\t\t\t<Cube currency='${id}' rate='${rate(market, id)}'/>\n`);
  return {
    status: 200,
    type: "text/xml",
    text: `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
\t\t<Cube time='${day}'>
${cubes.join("")}\t\t</Cube>
\t</Cube>
</gesmes:Envelope>
`,
  };
}

function rate(market: Market, currency: string): string {
  return microsToUsd(market.price(currency, EVERYONE));
}

function page(status: number, title: string): Answer {
  return { status, type: "text/html", text: `<html><body><h1>${title}</h1></body></html>` };
}

const refusals: Refusals = {
  unauthorized: () => page(404, "Page not found"),
  forbidden: () => page(403, "Forbidden"),
  notFound: () => page(404, "Page not found"),
  wrongMethod: () => page(405, "Method not allowed"),
  malformed: () => page(400, "Bad request"),
  tooMany: () => page(429, "Too many requests"),
  broken: (status) => page(status, "Service unavailable"),
  noCapacity: () => page(503, "Service unavailable"),
};
