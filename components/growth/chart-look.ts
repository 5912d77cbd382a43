/** How all growth charts are drawn. */
export const axis = { fontSize: 12, fill: "var(--faint)" } as const;

export const tooltip = {
  cursor: { stroke: "var(--line-strong)", fill: "var(--hover)" },
  contentStyle: {
    background: "var(--surface)",
    border: "1px solid var(--line)",
    borderRadius: 6,
    fontSize: 13,
  },
} as const;

/** Colours of stacked parts, from the bottom. */
export const partColors = ["var(--demand)", "var(--spot)"] as const;
