import type { Mail } from "../mail/mailbox";
import type { Outside } from "../outside";
import type { Answer } from "../wire/answer";
import { escapeText, type Html, html, page } from "./html";
import { type Language, type Say, speak } from "./texts";

/** The mailbox: newest first. */
export function mailListPage(outside: Outside, language: Language): Answer {
  const say = speak(language);
  const rows = outside.mailbox.list().map((mail) => {
    const subject = mail.subject || say("noSubject");
    return html`<tr><td data-name="${say("subject")}"><a href="/mail/${mail.id}?lang=${language}">${subject}</a></td>
<td data-name="${say("to")}">${mail.to.join(", ")}</td><td data-name="${say("time")}">${shortTime(mail.at)}</td></tr>`;
  });
  const list = html`<table><thead><tr><th scope="col">${say("subject")}</th><th scope="col">${say("to")}</th><th scope="col">${say("time")}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  const body = html`<p><a href="/?lang=${language}">${say("back")}</a></p>
<section>${rows.length > 0 ? list : html`<p class="soft">${say("noMails")}</p>`}</section>`;
  return page(language, say, say("mails"), `/mail?lang=${other(language)}`, body);
}

/** One mail: its links to click, its text, and its HTML in a frame that may run nothing. */
export function mailPage(outside: Outside, language: Language, id: string): Answer {
  const say = speak(language);
  const mail = outside.mailbox.find(id);
  const back = html`<p><a href="/mail?lang=${language}">${say("backToMails")}</a></p>`;
  const body = mail
    ? html`${back}${head(mail, say)}${links(mail, say)}${parts(mail, say)}`
    : html`${back}<section><p>${say("mailMissing")}</p></section>`;
  const title = mail ? mail.subject || say("noSubject") : say("mails");
  const answer = page(
    language,
    say,
    title,
    `/mail/${escapeText(id)}?lang=${other(language)}`,
    body,
  );
  return mail ? answer : { ...answer, status: 404 };
}

function head(mail: Mail, say: Say): Html {
  return html`<section><p><span class="soft">${say("from")}</span> ${mail.from}</p>
<p><span class="soft">${say("to")}</span> ${mail.to.join(", ")}</p>
<p><span class="soft">${say("time")}</span> ${shortTime(mail.at)}</p></section>`;
}

function links(mail: Mail, say: Say): Html {
  if (mail.links.length === 0) return html``;
  const rows = mail.links.map((link) => html`<p><a href="${link}">${link}</a></p>`);
  return html`<section><h2>${say("links")}</h2>${rows}</section>`;
}

function parts(mail: Mail, say: Say): Html {
  const framed = `<base target="_blank">${mail.html}`;
  const look = html`<section><h2>${say("htmlPart")}</h2><iframe title="${say("htmlPart")}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${framed}"></iframe></section>`;
  return html`<section><h2>${say("textPart")}</h2><pre>${mail.text}</pre></section>${mail.html === "" ? "" : look}`;
}

function other(language: Language): Language {
  return language === "zh" ? "en" : "zh";
}

function shortTime(at: string): string {
  return `${at.slice(0, 19).replace("T", " ")} UTC`;
}
