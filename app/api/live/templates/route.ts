import { listTemplates } from "@/lib/templates/queries";
import type { TemplateList } from "@/lib/templates/types";
import { liveAnswer } from "../live-answer";

/** The templates the person sees. */
export function GET(): Promise<Response> {
  return liveAnswer<TemplateList>(listTemplates);
}
