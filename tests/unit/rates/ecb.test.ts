import { describe, expect, it } from "vitest";
import { readRates } from "@/lib/rates/ecb";

const file = (cubes: string, day = "2026-10-06") => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
	<Cube>
		<Cube time='${day}'>${cubes}
		</Cube>
	</Cube>
</gesmes:Envelope>`;
const usd = "\n\t\t\t<Cube currency='USD' rate='1.1269'/>";
const cny = "\n\t\t\t<Cube currency='CNY' rate='7.5554'/>";

describe("a daily file of rates", () => {
  it("is a day and the rates of that day", () => {
    expect(readRates(file(usd + cny))).toEqual({
      day: "2026-10-06",
      perEuro: { USD: "1.1269", CNY: "7.5554" },
    });
    expect(readRates(file(usd.replaceAll("'", '"')))?.perEuro).toEqual({ USD: "1.1269" });
  });

  it.each([
    ["half a file", file(usd + cny).slice(0, -30)],
    ["a page of HTML", "<html><body>Service unavailable</body></html>"],
    ["nothing", ""],
    ["a rate without a number", file("<Cube currency='USD' rate='N/A'/>")],
    ["a currency twice", file(usd + usd)],
    ["something else among the rates", file(`${usd}<Cube time='2026-10-05'/>`)],
    ["a day there never was", file(usd, "2026-13-40")],
    ["two days", file(`${usd}</Cube><Cube time='2026-10-05'>${cny}`)],
    ["a rate in another notation", file("<Cube currency='USD' rate='1.2.3'/>")],
  ])("is not read from %s", (_what, text) => {
    expect(readRates(text)).toBeNull();
  });
});
