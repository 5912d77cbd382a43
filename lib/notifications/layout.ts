/** The parts of a mail, each plain text of one paragraph. */
export interface MailParts {
  readonly lang: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
  readonly link: string;
  readonly linkHint: string;
  /** A way out of mails of this kind, under the text. */
  readonly off: { readonly text: string; readonly link: string } | null;
  readonly closing: string;
  readonly footer: string;
}

/** The plain version. */
export function toText(parts: MailParts): string {
  const { greeting, paragraphs, button, link, off, closing, footer } = parts;
  const blocks = [
    greeting,
    ...paragraphs,
    `${button}:\n${link}`,
    ...(off ? [`${off.text}:\n${off.link}`] : []),
    closing,
    `--\n${footer}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The HTML version: the same words, no pictures, nothing loaded from anywhere. */
export function toHtml(parts: MailParts): string {
  const { lang, greeting, paragraphs, button, link, linkHint, off, closing, footer } = parts;
  const href = escapeHtml(link);
  const way = off && `<p><a href="${escapeHtml(off.link)}">${escapeHtml(off.text)}</a></p>\n`;
  const body = [greeting, ...paragraphs].map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#16181d;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
${body}
<p><a href="${href}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#16181d;color:#ffffff;text-decoration:none">${escapeHtml(button)}</a></p>
<p style="font-size:13px;color:#5b6270">${escapeHtml(linkHint)}<br><a href="${href}" style="color:#5b6270;word-break:break-all">${href}</a></p>
${way ?? ""}<p>${escapeHtml(closing)}</p>
<p style="font-size:13px;color:#5b6270">${escapeHtml(footer)}</p>
</div>
</body>
</html>
`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}
