import { z } from "zod";

/** An address, trimmed and in lower case. Nothing with spaces, line breaks or quotes gets through. */
export const email = z
  .string("email-invalid")
  .max(254, "email-invalid")
  .trim()
  .toLowerCase()
  .pipe(z.email("email-invalid"));
