import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const css = readFileSync(
  fileURLToPath(new URL("../../../app/globals.css", import.meta.url)),
  "utf8",
);

/** Relative luminance of each colour token of a theme. */
function luminances(selector: string): Map<string, number> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  const tokens = block.matchAll(
    /--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)|--([\w-]+): oklch\(1 0 0\)/g,
  );
  return new Map(
    [...tokens].map(([, name, light, chroma, hue, white]) => [
      name ?? white ?? "",
      luminance(Number(light ?? 1), Number(chroma ?? 0), Number(hue ?? 0)),
    ]),
  );
}

/** OKLCH to linear sRGB to luminance, after Björn Ottosson's definition of OKLab. */
function luminance(light: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const onGrounds = [
  "ink",
  "muted",
  "faint",
  "accent",
  "good",
  "warn",
  "bad",
  "info",
  "demand",
  "spot",
];
const pairs = [
  ...onGrounds.flatMap((text) => ["canvas", "surface", "sunken"].map((ground) => [text, ground])),
  ...["good", "warn", "bad", "info", "demand", "spot", "accent"].map((tone) => [
    tone,
    `${tone}-soft`,
  ]),
  ...["good", "warn", "bad", "info"].map((tone) => ["ink", `${tone}-soft`]),
  ["muted", "good-soft"],
  ["faint", "hover"],
  ["muted", "hover"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
];

it.each([":root", ".dark"])("every text of %s stands out from its ground by 4.5 to 1", (theme) => {
  const known = luminances(theme);
  const weak = pairs.flatMap(([text = "", ground = ""]) => {
    const one = known.get(text);
    const other = known.get(ground);
    if (one === undefined || other === undefined) return [`${text} on ${ground}: unknown`];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return ratio >= 4.5 ? [] : [`${text} on ${ground}: ${ratio.toFixed(2)}`];
  });
  expect(weak).toEqual([]);
});
