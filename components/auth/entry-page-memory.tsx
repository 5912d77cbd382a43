"use client";

import { useEffect } from "react";
import { rememberEntryPage } from "./entry-page";

/** Keeps the first page of a visit in the browser, for the day the visitor signs up. */
export function EntryPageMemory() {
  useEffect(rememberEntryPage, []);
  return null;
}
