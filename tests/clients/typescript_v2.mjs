// The client of the TypeScript SDK, version 2: both eras, and it follows the pages of a list by itself.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const plan = JSON.parse(process.argv[2]);
const client = new Client(
  { name: "typescript-v2", version: "1" },
  {
    capabilities: { elicitation: { form: {} } },
    versionNegotiation: { mode: plan.era === "legacy" ? "legacy" : "auto" },
  },
);
client.setRequestHandler("elicitation/create", () => ({ action: "accept", content: { confirm: true } }));
await client.connect(
  plan.url
    ? new StreamableHTTPClientTransport(new URL(plan.url))
    : new StdioClientTransport({ command: plan.command[0], args: plan.command.slice(1) }),
);
const { tools } = await client.listTools();
const answers = [];
for (const { tool, arguments: given } of plan.calls) {
  const { isError, structuredContent, content } = await client.callTool({ name: tool, arguments: given });
  answers.push({ isError: Boolean(isError), structured: structuredContent, content });
}
console.log(JSON.stringify({ tools: tools.map(({ name, inputSchema }) => ({ name, inputSchema })), answers }));
await client.close();
