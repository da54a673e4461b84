// Procore's own SDK for JavaScript signs in, reads, writes and pages. Told by JSON: facts of the simulator; tells JSON.
import { createRequire } from "node:module";

const [modules, told] = process.argv.slice(2);
const facts = JSON.parse(told);
const sdk = createRequire(`${modules}/`)("@procore/js-sdk");
const app = { id: facts.client_id, secret: facts.client_secret, uri: facts.redirect_uri };

async function signIn() {
  const page = sdk.authorize({ clientId: app.id, uri: app.uri }, facts.login_url);
  const answer = await fetch(page, { redirect: "manual" });
  const code = new URL(answer.headers.get("location")).searchParams.get("code");
  return sdk.token({ ...app, code }, facts.login_url);
}

const first = await signIn();
const pair = await sdk.refresh({ ...app, token: first.access_token, refresh: first.refresh_token }, facts.login_url);
const procore = sdk.client(sdk.oauth(pair.access_token), {}, {
  apiHostname: facts.api_url,
  defaultCompanyId: facts.company_id,
});
const inProject = { project_id: facts.project_id };

async function everyPage(endpoint, perPage) {
  const found = [];
  for (let page = 1; ; page += 1) {
    const { body, response } = await procore.get({ ...endpoint, qs: { ...endpoint.qs, page, per_page: perPage } });
    found.push(...body);
    if (body.length < perPage) return { found, total: Number(response.headers.get("total")) };
  }
}

async function writtenAndRead(endpoint, payload) {
  const made = (await procore.post(endpoint, payload)).body;
  const { body } = await procore.get({ ...endpoint, base: `${endpoint.base}/{made}`, params: { ...endpoint.params, made: made.id } });
  return { made: made.id, read: body };
}

const rfis = { base: "/projects/{project_id}/rfis", params: inProject };
const submittals = { base: "/projects/{project_id}/submittals", version: "v1.1", params: inProject };
const folders = { base: "/folders", qs: inProject };
const pages = await everyPage(rfis, 7);
const companies = (await procore.get({ base: "/companies" })).body;
const projects = (await procore.get({ base: "/projects", qs: { company_id: facts.company_id } })).body;
const question = { body: "Which detail applies at the slab edge?" };
const rfi = { subject: "Slab edge at grid C", rfi_manager_id: facts.user_id, assignee_ids: [facts.assignee_id], question };
const submittal = { number: "9001", revision: "0", title: "Firestop shop drawings" };

console.log(JSON.stringify({
  refreshed: pair.access_token !== first.access_token,
  companies: companies.map((company) => company.name),
  projects: projects.map((project) => project.id),
  rfis: pages.found.map((row) => row.id),
  total: pages.total,
  submittals: (await procore.get({ ...submittals, qs: { per_page: 100 } })).body.map((row) => row.id),
  rfi: await writtenAndRead(rfis, { rfi }),
  submittal: await writtenAndRead(submittals, { submittal }),
  folder: await writtenAndRead(folders, { folder: { name: "12 Handover" } }),
}));
