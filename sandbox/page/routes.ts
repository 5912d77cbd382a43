import { z } from "zod";
import type { ControlCall, ControlRoute } from "../control/route";
import { usdToMicros } from "../money";
import { ailmentNames, ailments } from "../network/ailments";
import { findServed, type Outside } from "../outside";
import { EVERYONE } from "../scope";
import type { Answer } from "../wire/answer";
import { homePage } from "./home";
import { mailListPage, mailPage } from "./mail-pages";
import { type Language, languageOf } from "./texts";

const killForm = z.object({ provider: z.string(), id: z.string(), how: z.string() });
const ailForm = z.object({
  provider: z.string(),
  id: z.string(),
  what: z.enum([...ailmentNames, "heal"]),
});
const outageForm = z.object({ provider: z.string(), on: z.enum(["yes", "no"]) });
const priceForm = z.object({ what: z.string(), usd: z.string().regex(/^\d+(\.\d{1,6})?$/) });
const advanceForm = z.object({ ms: z.coerce.number().int().positive() });
const languageForm = z.object({ lang: z.string().optional() });

/** The pages for people, and the forms on them; each form answers with the page again. */
export function pageRoutes(outside: Outside): ControlRoute[] {
  return [
    {
      method: "GET",
      path: "/",
      run: (call) => homePage(outside, language(call), call.query.get("done")),
    },
    { method: "GET", path: "/mail", run: (call) => mailListPage(outside, language(call)) },
    {
      method: "GET",
      path: "/mail/:id",
      run: (call) => mailPage(outside, language(call), call.params.id ?? ""),
    },
    form("/act/kill", killForm, ({ provider, id, how }) =>
      findServed(outside, provider)?.twin.fleet?.kill(id, how) ? "killed" : "failed",
    ),
    form("/act/ail", ailForm, ({ provider, id, what }) => {
      if (!findServed(outside, provider)?.twin.fleet?.standing(id)) return "failed";
      const name = `${provider}/${id}`;
      if (what === "heal") outside.conditions.heal(name);
      else outside.conditions.change(name, ailments[what]);
      return what === "heal" ? "healed" : "ailing";
    }),
    form("/act/outage", outageForm, ({ provider, on }) => {
      const served = findServed(outside, provider);
      if (!served) return "failed";
      served.twin.settings.change(EVERYONE, { outage: on === "yes" ? "503" : "off" });
      return on === "yes" ? "broken" : "mended";
    }),
    form("/act/price", priceForm, ({ what, usd }) => {
      const [provider = "", id = ""] = what.split("|");
      const market = findServed(outside, provider)?.twin.market;
      if (!market?.has(id)) return "failed";
      market.setPrice(id, usdToMicros(usd), EVERYONE);
      return "priced";
    }),
    form("/act/advance", advanceForm, ({ ms }) => {
      outside.clock.setOffset(outside.clock.offsetMs() + ms);
      return "advanced";
    }),
  ];
}

function form<T>(path: string, schema: z.ZodType<T>, run: (values: T) => string): ControlRoute {
  return {
    method: "POST",
    path,
    run(call): Answer {
      const parsed = schema.safeParse(call.body);
      const done = parsed.success ? run(parsed.data) : "failed";
      const lang = languageOf(languageForm.safeParse(call.body).data?.lang ?? null, undefined);
      return { status: 303, headers: { Location: `/?lang=${lang}&done=${done}` } };
    },
  };
}

function language({ query, headers }: ControlCall): Language {
  return languageOf(query.get("lang"), headers["accept-language"]);
}
