// The client of the TypeScript SDK, version 1: it knows 2025-11-25 and older.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const plan = JSON.parse(process.argv[2]);
const client = new Client({ name: "typescript-v1", version: "1" }, { capabilities: { elicitation: {} } });
client.setRequestHandler(ElicitRequestSchema, () => ({ action: "accept", content: { confirm: true } }));
await client.connect(
  plan.url
    ? new StreamableHTTPClientTransport(new URL(plan.url))
    : new StdioClientTransport({ command: plan.command[0], args: plan.command.slice(1) }),
);
const tools = [];
let cursor;
do {
  const page = await client.listTools(cursor ? { cursor } : undefined);
  tools.push(...page.tools.map(({ name, inputSchema }) => ({ name, inputSchema })));
  cursor = page.nextCursor;
} while (cursor);
const answers = [];
for (const { tool, arguments: given } of plan.calls) {
  const { isError, structuredContent, content } = await client.callTool({ name: tool, arguments: given });
  answers.push({ isError: Boolean(isError), structured: structuredContent, content });
}
console.log(JSON.stringify({ tools, answers }));
await client.close();
