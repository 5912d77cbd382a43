import { z } from "zod";
import type { ControlCall, ControlRoute } from "../control/route";
import { type Html, html, page } from "../page/html";
import { type Language, languageOf, type Say, speak } from "../page/texts";
import type { Answer } from "../wire/answer";
import { shownOf } from "./markdown";
import { PHONE, pressButton, write } from "./person";
import type { Message } from "./records";
import type { PlayedTelegram } from "./telegram";

const KEPT_ON_SCREEN = 30;
const form = z.object({
  lang: z.string().optional(),
  text: z.string().max(200).optional(),
  data: z.string().max(64).optional(),
  message: z.coerce.number().optional(),
});

/** The page on which a user of the sandbox plays their own phone. */
export function phoneRoutes(telegram: PlayedTelegram): ControlRoute[] {
  return [
    { method: "GET", path: "/phone", run: (call) => phonePage(telegram, call) },
    {
      method: "POST",
      path: "/act/phone",
      run: ({ body }) => {
        const { text, data, message, lang } = form.parse(body);
        if (data !== undefined && message !== undefined) pressButton(telegram, message, data);
        else if (text) write(telegram, { chatId: PHONE, firstName: "Ada", username: "ada" }, text);
        const language = languageOf(lang ?? null, undefined);
        return { status: 303, headers: { Location: `/phone?lang=${language}` } };
      },
    },
  ];
}

function phonePage(telegram: PlayedTelegram, { query, headers }: ControlCall): Answer {
  const language = languageOf(query.get("lang"), headers["accept-language"]);
  const say = speak(language);
  const start = query.get("start");
  const messages = telegram.messagesOf(PHONE).slice(-KEPT_ON_SCREEN);
  const answer = telegram.lastAnswer();
  const body = html`<p><a href="/?lang=${language}">${say("back")}</a></p>
<p class="soft">${say("phone.lead")}</p>
${start ? form1(language, `/start ${start}`, say("phone.start")) : ""}
<section><h2>${say("phone.chat")}</h2>
${messages.length > 0 ? messages.map((one) => bubble(one, language, say)) : html`<p class="soft">${say("phone.empty")}</p>`}
${answer ? html`<p role="status"><strong>${answer}</strong></p>` : ""}
<p><a href="/phone?lang=${language}">${say("phone.refresh")}</a></p></section>
<section><form class="row" method="post" action="/act/phone"><input type="hidden" name="lang" value="${language}">
<div><label for="text">${say("phone.text")}</label><input id="text" name="text" maxlength="200" autocomplete="off" required></div>
<button>${say("phone.send")}</button></form>
${["/status", "/mute 1h", "/stop"].map((text) => form1(language, text, text))}</section>`;
  const other = language === "zh" ? "en" : "zh";
  return page(language, say, say("phone.title"), `/phone?lang=${other}`, body);
}

function form1(language: Language, text: string, label: string): Html {
  return html`<form method="post" action="/act/phone"><input type="hidden" name="lang" value="${language}">
<input type="hidden" name="text" value="${text}"><button>${label}</button></form>`;
}

function bubble(
  { id, from, text, parseMode, buttons }: Message,
  language: Language,
  say: Say,
): Html {
  const shown = parseMode === null ? text : shownOf(text);
  const who = say(from === "bot" ? "phone.bot" : "phone.you");
  const pressed = buttons.map(
    ({ text: label, callback_data }) => html`<form method="post" action="/act/phone">
<input type="hidden" name="lang" value="${language}"><input type="hidden" name="message" value="${id}">
<input type="hidden" name="data" value="${callback_data}"><button>${label}</button></form>`,
  );
  return html`<p><span class="soft">${who}</span></p><pre>${shown}</pre>${pressed}`;
}
