import type { Answer } from "../../wire/answer";
import { plainRefusals } from "../plain-refusals";

/** A store of files answers in XML. */
function fail(status: number, code: string): Answer {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  return { status, text, type: "application/xml" };
}

/** What is said of a file that is not there. */
export const noSuchKey = () => fail(404, "NoSuchKey");

export const refusals = { ...plainRefusals(fail), notFound: noSuchKey };
