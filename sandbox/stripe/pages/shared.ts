import type { ControlCall } from "../../control/route";
import { type Html, html, page } from "../../page/html";
import { type Language, languageOf, type Say, speak, textOr } from "../../page/texts";
import type { Answer } from "../../wire/answer";

/** What every hosted page has: the language, its words, and where its forms may lead. */
export interface Sheet {
  language: Language;
  say: Say;
}

/** The language asked for in the address, by the seller, or by the browser. */
export function sheetOf({ query, headers }: ControlCall, locale: string | null): Sheet {
  const wanted = /^(zh|en)/.exec(locale ?? "")?.[0] ?? null;
  const language = languageOf(query.get("lang") ?? wanted, headers["accept-language"]);
  return { language, say: speak(language) };
}

/** A hosted page; its forms may lead on to the seller's own addresses. */
export function hosted(
  { language, say }: Sheet,
  title: string,
  path: string,
  body: Html,
  leadsTo: (string | null)[] = [],
): Answer {
  const switchTo = `${path}?lang=${language === "zh" ? "en" : "zh"}`;
  const answer = page(language, say, title, switchTo, body);
  const origins = leadsTo.flatMap((url) => (url === null ? [] : [new URL(url).origin]));
  const policy = answer.headers?.["Content-Security-Policy"] ?? "";
  return {
    ...answer,
    headers: {
      ...answer.headers,
      "Content-Security-Policy": policy.replace(
        "form-action 'self'",
        ["form-action 'self'", ...new Set(origins)].join(" "),
      ),
    },
  };
}

/** The sentence about what went wrong with the last form, if anything. */
export function problemNote({ say }: Sheet, { query }: ControlCall): Html {
  const problem = query.get("problem");
  if (problem === null) return html``;
  const sentence = textOr(say, `stripe.problem.${problem}`, say("stripe.problem.other"));
  return html`<p role="alert" class="bad"><strong>${sentence}</strong></p>`;
}

export function hiddenLanguage({ language }: Sheet): Html {
  return html`<input type="hidden" name="lang" value="${language}">`;
}

export function seeOther(location: string): Answer {
  return { status: 303, headers: { Location: location } };
}

/** Back to a page, with what went wrong. */
export function withProblem(path: string, { language }: Sheet, problem: string): Answer {
  return seeOther(`${path}?lang=${language}&problem=${encodeURIComponent(problem)}`);
}

export function notHere(sheet: Sheet): Answer {
  const { say } = sheet;
  const body = html`<section><p>${say("stripe.missing")}</p></section>`;
  return { ...hosted(sheet, say("stripe.title"), "/stripe", body), status: 404 };
}

/** A field of a form as it was sent. */
export function field({ body }: ControlCall, name: string): string {
  if (typeof body !== "object" || body === null) return "";
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value.trim() : "";
}
