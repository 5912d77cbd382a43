import type { Config } from "tailwindcss";

const token = (name: string) => `var(--${name})`;

/** Design tokens. Their values for light and dark stand in app/globals.css. */
export default {
  darkMode: "class",
  content: ["./app/**/*.tsx", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      black: "#000",
      white: "#fff",
      canvas: token("canvas"),
      surface: token("surface"),
      sunken: token("sunken"),
      hover: token("hover"),
      line: { DEFAULT: token("line"), strong: token("line-strong") },
      ink: token("ink"),
      muted: token("muted"),
      faint: token("faint"),
      accent: {
        DEFAULT: token("accent"),
        hover: token("accent-hover"),
        ink: token("accent-ink"),
        soft: token("accent-soft"),
      },
      good: { DEFAULT: token("good"), soft: token("good-soft") },
      warn: { DEFAULT: token("warn"), soft: token("warn-soft") },
      bad: {
        DEFAULT: token("bad"),
        soft: token("bad-soft"),
        fill: token("bad-fill"),
        hover: token("bad-fill-hover"),
      },
      info: { DEFAULT: token("info"), soft: token("info-soft") },
      demand: { DEFAULT: token("demand"), soft: token("demand-soft") },
      spot: { DEFAULT: token("spot"), soft: token("spot-soft") },
    },
    fontFamily: { sans: token("font-sans"), mono: token("font-mono") },
    fontSize: {
      xs: ["12px", "16px"],
      sm: ["13px", "20px"],
      base: ["14px", "20px"],
      md: ["16px", "24px"],
      lg: ["20px", "28px"],
      xl: ["28px", "36px"],
      "2xl": ["40px", "44px"],
    },
    borderRadius: { none: "0", sm: "4px", DEFAULT: "6px", lg: "8px", full: "9999px" },
    boxShadow: { float: token("shadow-float"), none: "none" },
    transitionDuration: { DEFAULT: "140ms", 150: "140ms" },
    extend: { maxWidth: { prose: "68ch" } },
  },
} satisfies Config;
