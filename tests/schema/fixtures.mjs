// Writes fixtures.ts: every fixture as a literal that must satisfy the type of its request or answer.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const [folder] = process.argv.slice(2);
const { webhooks } = JSON.parse(readFileSync("openapi.json", "utf8"));
const lines = ['import type { components } from "./types";', "type Of = components[\"schemas\"];"];
for (const command of readdirSync(folder)) {
  const { requestBody, responses } = webhooks[command].post;
  const request = requestBody.content["application/json"].schema.$ref.split("/").pop();
  const answer = responses[200].$ref.split("/").pop();
  for (const file of readdirSync(`${folder}/${command}`).filter((file) => file.endsWith(".json"))) {
    const type = file.startsWith("reply.") ? answer : request;
    const json = readFileSync(`${folder}/${command}/${file}`, "utf8").trim();
    lines.push(`// ${command}/${file}`, `(${json}) satisfies Of["${type}"];`);
  }
}
writeFileSync("fixtures.ts", `${lines.join("\n")}\n`);
