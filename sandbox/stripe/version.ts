/** The one version of the API this twin speaks. */
export const API_VERSION = "2026-10-28.endive";
