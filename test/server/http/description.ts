/** Holds answers against the description that the server gives of itself. */
import * as z from "zod";
import { type Answer, ask } from "./support.js";

// biome-ignore lint/suspicious/noExplicitAny: a document of somebody else's form.
type Json = any;

export class Description {
  private constructor(readonly document: Json) {}

  static async of(port: number): Promise<Description> {
    return new Description((await ask(port, "GET", "/api/v1/openapi.json")).json);
  }

  /** "METHOD /path" of every route. */
  get names(): string[] {
    return Object.entries<Json>(this.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** What is wrong with an answer, or an empty list. */
  faultsOf(name: string, { status, headers, text }: Answer): string[] {
    const [method = "", path = ""] = name.split(" ");
    const { responses } = this.document.paths[path][method.toLowerCase()];
    const described = responses[status] ?? (status >= 400 ? responses.default : undefined);
    if (described === undefined) return [`status ${status} is not described`];
    if (described.content === undefined)
      return text === "" ? [] : ["a body where none is described"];
    const type = (headers["content-type"] ?? "").split(";")[0]!;
    const schema = described.content[type]?.schema;
    if (schema === undefined) return [`type ${type} is not described`];
    const value = type === "application/json" ? JSON.parse(text) : text;
    const parsed = this.form(schema).safeParse(value);
    return parsed.success
      ? []
      : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  }

  private form(schema: Json): z.ZodType {
    const local = (part: Json): Json =>
      JSON.parse(JSON.stringify(part).replaceAll("#/components/schemas/", "#/$defs/"));
    return z.fromJSONSchema({ ...local(schema), $defs: local(this.document.components.schemas) });
  }
}
