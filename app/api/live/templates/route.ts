import { listTemplates, type TemplateList } from "@/lib/templates/queries";
import { liveAnswer } from "../live-answer";

/** The templates the person sees. */
export function GET(): Promise<Response> {
  return liveAnswer<TemplateList>(listTemplates);
}
