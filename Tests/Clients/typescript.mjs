// usage: node typescript.mjs CLIENT ORIGIN TOKEN
// Calls operations with the client that openapi-generator has made for TypeScript and tsc has compiled. Each
// line of standard input is a call, {"name", "arguments", "body"}, and each line of the output is an answer,
// {"status", "content", "tag"}. A picture is "file" in place of "body" or "content", in Base64.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const [folder, origin, token] = process.argv.slice(2);
const client = createRequire(import.meta.url)(`${folder}/index.js`);
const configuration = new client.Configuration({ basePath: origin, accessToken: token });
const apis = Object.entries(client).filter(([name]) => /^[A-Z]\w*Api$/.test(name)).map(([, Api]) => new Api(configuration));
const plain = (name) => name.toLowerCase().replace(/[^a-z]/g, "");

async function call({ name, arguments: given, body, file, keys, model }) {
  const api = apis.find((one) => typeof one[`${name}Raw`] === "function");
  if (!api) throw new Error(`no function ${name}Raw`);
  const parameters = {};
  for (const [key, value] of Object.entries(given)) {
    const known = keys.find((one) => plain(one) === plain(key)) ?? key;
    parameters[known] = /^\d{4}-\d\d-\d\d$/.test(value) && ["at", "from", "to"].includes(key) ? new Date(value) : value;
  }
  if (body) parameters[model] = client[`${model[0].toUpperCase()}${model.slice(1)}FromJSON`]?.(body) ?? body;
  if (file) parameters[model] = new Blob([Buffer.from(file, "base64")]);
  try {
    const answer = await api[`${name}Raw`](parameters);
    const text = answer.raw.clone();
    const value = answer.raw.status === 204 ? null : await answer.value();
    if (value instanceof Blob) {
      const bytes = Buffer.from(await value.arrayBuffer());
      return { status: answer.raw.status, file: bytes.toString("base64"), tag: answer.raw.headers.get("etag") };
    }
    const content = (answer.raw.headers.get("content-type") ?? "").includes("json") ? await text.json() : await text.text();
    if (value === undefined) throw new Error(`${name}: the answer was not parsed`);
    return { status: answer.raw.status, content, tag: answer.raw.headers.get("etag") };
  } catch (error) {
    if (error.response) return { status: error.response.status, content: await error.response.text(), tag: null };
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    const answer = request.parse
      ? { status: 200, content: client[`${request.parse}FromJSON`](request.body) !== undefined, tag: null }
      : await call(request);
    console.log(JSON.stringify(answer));
  } catch (error) {
    console.log(JSON.stringify({ status: 0, content: String(error.stack ?? error), tag: null }));
  }
}
