import type { Answer } from "../../wire/answer";
import { totalsOf } from "../billing/totals";
import type { Desk } from "../desk";
import type { Invoice } from "../records/invoice";
import { dateOf, moneyOf } from "../words";

const LINES_A_PAGE = 45;

/** An invoice as a small PDF: plain text in one of the fonts every reader has. */
export function invoicePdf(desk: Desk, invoice: Invoice): Answer {
  const customer = desk.customers.any(invoice.customer);
  const totals = totalsOf(invoice);
  const money = (amount: number) => moneyOf(amount, invoice.currency);
  const lines = [
    `Invoice ${invoice.number ?? invoice.id}`,
    `Date ${dateOf(invoice.created)}`,
    `For ${customer?.name ?? ""} ${customer?.email ?? ""}`,
    "",
    ...invoice.lines.map((line) => `${line.description}   ${money(line.amount)}`),
    "",
    `Subtotal ${money(totals.subtotal)}`,
    `Discount ${money(-totals.discount)}`,
    `Tax ${money(totals.tax)}`,
    `Total ${money(totals.total)}`,
    `Paid ${money(invoice.amount_paid)}`,
    "",
    "This is an invoice of a sandbox. No money has moved.",
  ];
  return {
    status: 200,
    type: "application/pdf",
    text: documentOf(lines.slice(0, LINES_A_PAGE)),
    headers: {
      "Content-Disposition": `inline; filename="${invoice.number ?? invoice.id}.pdf"`,
      "Cache-Control": "no-store",
    },
  };
}

/** The five objects of a page of text, and the table of where each begins. */
function documentOf(lines: string[]): string {
  const rows = lines.map((line) => `(${escapeAscii(line)}) Tj T*`).join("\n");
  const content = `BT /F1 11 Tf 56 780 Td 16 TL\n${rows}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return `${text}${table}${end}`;
}

/** The font knows no more than this; a byte is a letter, so the table's places are right. */
function escapeAscii(line: string): string {
  return line
    .replaceAll("×", "x")
    .replace(/[^\x20-\x7e]/g, "?")
    .replace(/[\\()]/g, (sign) => `\\${sign}`);
}
