import type { Answer } from "../wire/answer";
import type { Language, Say } from "./texts";

/** Markup that may go into a page as it is. */
export interface Html {
  html: string;
}

type Part = Html | string | number | Part[];

/** Builds markup; every plain value put in is escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return {
    html: strings.reduce((text, piece, index) => text + piece + inside(parts[index] ?? ""), ""),
  };
}

function inside(part: Part): string {
  if (Array.isArray(part)) return part.map(inside).join("");
  return typeof part === "object" ? part.html : escapeText(String(part));
}

export function escapeText(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

const STYLE = `
:root{color-scheme:light dark;--line:light-dark(#d9dde3,#30363d);--soft:light-dark(#59636e,#9aa4af);--card:light-dark(#fff,#161b22);--bad:light-dark(#b42318,#ff8a80);--good:light-dark(#0a6b3d,#6fd69b);--link:light-dark(#1d4ed8,#8ab4ff)}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif;background:light-dark(#f6f7f9,#0d1117);color:light-dark(#1a1f26,#e6edf3)}
main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem 4rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:0 0 .75rem}
p{margin:.5rem 0}.soft{color:var(--soft)}.bad{color:var(--bad)}.good{color:var(--good)}
a{color:var(--link)}
section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin-top:1rem}
table{width:100%;border-collapse:collapse}
th{text-align:left;font-weight:600;font-size:.85rem;color:var(--soft)}
th,td{padding:.4rem .8rem .4rem 0;vertical-align:top}
th{white-space:nowrap}
code,pre,td a,.long{overflow-wrap:anywhere}
td{border-top:1px solid var(--line)}
code{font:.9em ui-monospace,monospace}
form{display:inline-block;margin:0 .4rem .4rem 0}
form.row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:0}
label{display:block;font-size:.85rem;color:var(--soft)}
input,select,button{font:inherit;padding:.4rem .7rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit;max-width:100%}
form.row>div{max-width:100%}
select{width:26rem}
button{cursor:pointer;min-height:2.6rem}
button:hover{border-color:var(--soft)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font:inherit}
iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:.5rem;background:#fff}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{position:absolute;left:-99rem}td{border:0;padding:.1rem 0}tr{border-top:1px solid var(--line);padding:.6rem 0}td[data-name]::before{content:attr(data-name) ": ";color:var(--soft);font-size:.85rem}}
`;

/** A whole page in one language, with no asset from elsewhere and no script. */
export function page(
  language: Language,
  say: Say,
  title: string,
  switchTo: string,
  body: Html,
): Answer {
  const whole = html`<!doctype html>
<html lang="${language === "zh" ? "zh-Hans" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,">
<style>${{ html: STYLE }}</style></head>
<body><main><header><h1>${title}</h1><a href="${switchTo}" lang="${language === "zh" ? "en" : "zh-Hans"}">${say("otherLanguage")}</a></header>
${body}</main></body></html>`;
  return {
    status: 200,
    text: whole.html,
    type: "text/html; charset=utf-8",
    headers: {
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'",
      "X-Frame-Options": "DENY",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      "Cache-Control": "no-store",
    },
  };
}
