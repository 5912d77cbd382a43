import { rateNow } from "../ledger";
import type { MachineFacts } from "../machines";
import { microsToNumber, microsToUsd } from "../money";
import { ailmentNames } from "../network/ailments";
import type { Outside } from "../outside";
import type { Twin } from "../providers/twin";
import { EVERYONE } from "../scope";
import type { Answer } from "../wire/answer";
import { type Html, html, page } from "./html";
import { type Language, type Say, speak, textOr } from "./texts";

const STEPS = [
  { key: "step.minutes", ms: 600_000 },
  { key: "step.hour", ms: 3_600_000 },
  { key: "step.day", ms: 86_400_000 },
] as const;

/** The control page: machines, providers, prices, clock, keys, mails. */
export function homePage(outside: Outside, language: Language, done: string | null): Answer {
  const say = speak(language);
  const notice = textOr(say, `done.${done}`, "");
  const body = html`<p class="soft">${say("lead")}</p>
${notice === "" ? "" : html`<p role="status"><strong>${notice}</strong></p>`}
${machines(outside, language, say)}
${mails(outside, language, say)}
<section><h2>${say("stripe.payments")}</h2><p><a href="/stripe?lang=${language}">${say("stripe.open")}</a></p></section>
${providers(outside, language, say)}
${prices(outside, language, say)}
${clock(outside, language, say)}
${keys(outside, say)}`;
  return page(language, say, say("title"), `/?lang=${language === "zh" ? "en" : "zh"}`, body);
}

function machines(outside: Outside, language: Language, say: Say): Html {
  const rows = outside.served.flatMap(({ twin }) =>
    (twin.fleet?.all() ?? [])
      .filter((machine) => !machine.gone || machine.zombie)
      .map((machine) => machineRow(outside, twin, machine, language, say)),
  );
  const names = [
    say("provider"),
    say("name"),
    say("state"),
    say("perHour"),
    say("costSoFar"),
    say("kill"),
  ];
  const list = html`<table><thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`;
  return html`<section><h2>${say("machines")}</h2>
${rows.length > 0 ? list : html`<p class="soft">${say("noMachines")}</p>`}</section>`;
}

function machineRow(
  outside: Outside,
  twin: Twin,
  machine: MachineFacts,
  language: Language,
  say: Say,
): Html {
  const rate = rateNow(machine.segments);
  const cost = twin.fleet?.charge(machine).total ?? 0n;
  const name = machine.name || machine.id;
  return html`<tr><td data-name="${say("provider")}">${twin.title}<br><span class="soft">${say("account")} ${machine.account}</span></td>
<td data-name="${say("name")}"><strong>${name}</strong><br><span class="soft long">${machine.offer} · ${machine.region} · <code>${machine.id}</code></span></td>
<td data-name="${say("state")}">${machine.state}${machine.gone ? html`<br><span class="bad">${say("zombie")}</span>` : ""}</td>
<td data-name="${say("perHour")}">$${microsToUsd(rate.compute + rate.storage)}</td>
<td data-name="${say("costSoFar")}">$${microsToNumber(cost).toFixed(4)}</td>
<td>${machine.gone ? "" : killButtons(twin, machine, name, language, say)}${ailButtons(outside, twin, machine, { name, language, say })}</td></tr>`;
}

/** What happens to a machine while its provider says that it runs. */
function ailButtons(
  { conditions }: Outside,
  twin: Twin,
  machine: MachineFacts,
  { name, language, say }: { name: string; language: Language; say: Say },
) {
  if (!twin.fleet?.standing(machine.id)) return "";
  const isIll = Object.keys(conditions.changed(`${twin.id}/${machine.id}`)).length > 0;
  const button = (what: string, label: string) =>
    html`<form method="post" action="/act/ail">${hidden({ lang: language, provider: twin.id, id: machine.id, what })}
<button aria-label="${say("ailNamed", { name, what: label })}">${label}</button></form>`;
  return [
    ...ailmentNames.map((what) => button(what, say(`ail.${what}`))),
    ...(isIll ? [button("heal", say("ail.heal"))] : []),
  ];
}

function killButtons(
  twin: Twin,
  machine: MachineFacts,
  name: string,
  language: Language,
  say: Say,
) {
  return (twin.fleet?.deaths ?? []).map((death) => {
    const how = textOr(say, `how.${death}`, death);
    return html`<form method="post" action="/act/kill">${hidden({ lang: language, provider: twin.id, id: machine.id, how: death })}
<button aria-label="${say("killNamed", { name, how })}">${say("kill")}: ${how}</button></form>`;
  });
}

function mails(outside: Outside, language: Language, say: Say): Html {
  const count = String(outside.mailbox.list().length);
  return html`<section><h2>${say("mails")}</h2><p><a href="/mail?lang=${language}">${say("openMails", { count })}</a></p>
<p><a href="/phone?lang=${language}">${say("phone.open")}</a></p></section>`;
}

function providers(outside: Outside, language: Language, say: Say): Html {
  const rows = outside.served.map(({ twin }) => {
    const broken = (twin.settings.of(EVERYONE).outage ?? "off") !== "off";
    const label = say(broken ? "mendNamed" : "breakNamed", { name: twin.title });
    return html`<tr><td><strong>${twin.title}</strong></td>
<td>${broken ? html`<span class="bad">${say("broken")}</span>` : html`<span class="good">${say("answering")}</span>`}</td>
<td><form method="post" action="/act/outage">${hidden({ lang: language, provider: twin.id, on: broken ? "no" : "yes" })}
<button aria-label="${label}">${say(broken ? "mend" : "break")}</button></form></td></tr>`;
  });
  return html`<section><h2>${say("providers")}</h2><table><tbody>${rows}</tbody></table></section>`;
}

function prices(outside: Outside, language: Language, say: Say): Html {
  const selling = outside.served.filter(({ twin }) => twin.market.listings().length > 0);
  const groups = selling.map(({ twin }) => {
    const options = twin.market
      .listings()
      .map(
        ({ id, title }) =>
          html`<option value="${twin.id}|${id}">${title} · $${microsToUsd(twin.market.price(id, EVERYONE))}</option>`,
      );
    return html`<optgroup label="${twin.title}">${options}</optgroup>`;
  });
  return html`<section><h2>${say("prices")}</h2><form class="row" method="post" action="/act/price">${hidden({ lang: language })}
<div><label for="what">${say("what")}</label><select id="what" name="what">${groups}</select></div>
<div><label for="usd">${say("newPrice")}</label><input id="usd" name="usd" inputmode="decimal" required pattern="\\d+(\\.\\d{1,6})?" size="8"></div>
<button>${say("change")}</button></form></section>`;
}

function clock(outside: Outside, language: Language, say: Say): Html {
  const now = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "UTC",
  }).format(outside.clock.nowMs());
  const buttons = STEPS.map(
    (
      step,
    ) => html`<form method="post" action="/act/advance">${hidden({ lang: language, ms: String(step.ms) })}
<button>${say("advance", { step: say(step.key) })}</button></form>`,
  );
  return html`<section><h2>${say("clock")}</h2><p>${say("clockNow", { now: `${now} UTC` })}</p>${buttons}</section>`;
}

function keys(outside: Outside, say: Say): Html {
  const rows = outside.served.flatMap(({ twin }) =>
    twin.keys.map(
      (
        key,
      ) => html`<tr><td data-name="${say("provider")}">${twin.title}</td><td data-name="${say("key")}"><code>${key.key}</code></td>
<td data-name="${say("meaning")}">${textOr(say, key.text, "")}</td></tr>`,
    ),
  );
  return html`<section><h2>${say("keys")}</h2><table><thead><tr><th scope="col">${say("provider")}</th><th scope="col">${say("key")}</th><th scope="col">${say("meaning")}</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
}

function hidden(values: Record<string, string>): Html[] {
  return Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}
