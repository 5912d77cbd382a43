import { cloneProject } from "./clone";
import { consoleRows } from "./console";
import { costRows } from "./costs";
import { addEmptyPage } from "./empty-page";
import { engineRows } from "./engine";
import { healthRows } from "./health";
import { importRows } from "./import";
import { lighthouseRows } from "./lighthouse";
import { notificationRows } from "./notifications";
import { offerRows } from "./offers";
import { pageRows, startRows } from "./pages";
import { queueRows } from "./queue";
import { refreshRows } from "./refresh";
import { printSection } from "./report";
import { webhookRows } from "./webhooks";
import { weightRows } from "./weight";

const sections = [
  "start",
  "queue",
  "engine",
  "health",
  "notifications",
  "webhooks",
  "refresh",
  "offers",
  "import",
  "console",
  "costs",
  "lighthouse",
] as const;
const asked = process.argv.slice(2);
const wanted = (section: (typeof sections)[number]) =>
  asked.length === 0 ? section !== "lighthouse" : asked.includes(section);

console.log("ComputeHub, measured in one run; figures are medians, machines are noisy.");
if (wanted("queue")) printSection("Queue", await queueRows());
if (wanted("engine")) printSection("Engine", await engineRows());
if (wanted("health")) printSection("Probes", await healthRows());
if (wanted("notifications")) printSection("Notifications, one worker", await notificationRows());
if (wanted("webhooks")) printSection("Webhooks of the payment service", await webhookRows());
if (wanted("refresh")) printSection("Price refresh", await refreshRows());
if (wanted("offers")) printSection("All offers", await offerRows());
if (wanted("import")) printSection("Price import", await importRows());
if (wanted("console")) printSection("Console, one large team", await consoleRows());
if (wanted("costs")) printSection("Costs of one large team, a year", await costRows());
if (wanted("start")) {
  const clone = await cloneProject();
  try {
    addEmptyPage(clone);
    const { rows, running } = await startRows(clone);
    printSection("From npm start to the first page", rows);
    try {
      printSection("First load of a page", await weightRows(running.address));
      printSection("Pages, 20 connections", await pageRows(running.address));
    } finally {
      await running.stop();
    }
  } finally {
    clone.remove();
  }
}
if (wanted("lighthouse")) printSection("Lighthouse, mobile, median of 5", await lighthouseRows());
process.exit(0);
