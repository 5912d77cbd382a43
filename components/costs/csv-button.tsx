"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toCell } from "@/lib/format/csv-cell";

export interface CsvButtonProps {
  /** Without ending. */
  readonly fileName: string;
  readonly rows: readonly (readonly string[])[];
}

/** Saves the numbers of a view, named as they are shown and to the micro-dollar, as a CSV file. */
export function CsvButton({ fileName, rows }: CsvButtonProps) {
  const t = useTranslations("costs.ledger");
  return (
    <Button size="sm" aria-label={`${t("csv")}: ${fileName}`} onClick={() => save(fileName, rows)}>
      <Download aria-hidden className="size-4" />
      {t("csv")}
    </Button>
  );
}

/** The mark at the beginning tells spreadsheets that the text is UTF-8. */
function save(fileName: string, rows: CsvButtonProps["rows"]): void {
  const lines = rows.map((cells) => `${cells.map(toCell).join(",")}\r\n`);
  const file = new Blob(["\uFEFF", ...lines], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
