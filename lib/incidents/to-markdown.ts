import type { Locale } from "@/lib/i18n/locales";
import { speak } from "@/lib/i18n/translator";
import { lineText, type SayText } from "@/lib/incidents/line-text";
import { titleText } from "@/lib/incidents/title-text";
import type { IncidentDetail, LineView, ToldView } from "@/lib/incidents/types";
import { findProviderMeta } from "@/lib/providers/meta";

/** One incident as a page of Markdown in the reader's language; times are ISO instants. Pure. */
export function toMarkdown(incident: IncidentDetail, locale: Locale): string {
  const say = sayIn(locale);
  const said = (key: string) => say(`incidents.${key}`) ?? key;
  const { id, providerId, parts, lines, hasEarlier } = incident;
  const provider = findProviderMeta(providerId ?? "")?.name ?? providerId ?? "";
  const blocks = [
    `# ${plain(titleText(incident, provider, say))}`,
    `${id} · ${said(`states.${incident.endedAt === null ? "open" : "over"}`)}`,
    list(
      timesOf(incident).map(
        ([name, at]) => `${said(`times.${name}`)}: ${at ?? said("times.none")}`,
      ),
    ),
    `## ${said("parts.title")}`,
    list(
      parts.map(
        ({ name, since, until }) =>
          `${plain(name)}: ${since} – ${until ?? said("parts.stillTouched")}`,
      ),
    ),
    `## ${said("story.title")}`,
    hasEarlier ? said("story.cut") : "",
    list(lines.toReversed().map((line) => lineOf(line, say))),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Texts by their whole key, whose first word is the part of the messages. */
function sayIn(locale: Locale): SayText {
  return (key, values) => {
    const dot = key.indexOf(".");
    return speak(locale, key.slice(0, dot))(key.slice(dot + 1), values);
  };
}

function timesOf(incident: IncidentDetail) {
  const names = ["badSince", "detectedAt", "acknowledgedAt", "repairBeganAt", "endedAt"] as const;
  return names.map((name) => [name, incident[name]] as const);
}

function lineOf(line: LineView, say: SayText): string {
  const { text, more } = lineText(line, say);
  const said = [
    plain(text),
    ...(more ? [plain(more)] : []),
    ...line.told.map((one) => toldOf(one, say)),
  ];
  return `${line.at} ${said.join(" · ")}`;
}

function toldOf({ to, kind, state }: ToldView, say: SayText): string {
  const values = {
    to: plain(to ?? say("incidents.others", { count: 1 }) ?? ""),
    kind: say(`notifications.kinds.${kind ?? "removed"}`) ?? kind ?? "",
    state: say(`notifications.log.states.${state}`) ?? state,
  };
  return say("incidents.file.told", values) ?? "";
}

const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join("\n");

/** What people and providers wrote is text, on one line, and never Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, String.raw`\$&`);
}
