// SPDX-License-Identifier: Apache-2.0
// GET /v1/balance the way one would write it with Fastify and node-postgres, doing what bc-api
// does for it: the same check of the token and memory of those checked last, the same function by
// the same role, as many connections, a time-out, one line a request in the log.
// Answers on the socket argv[2] and logs to the file argv[5].
import cluster from "node:cluster";
import { createHmac, timingSafeEqual } from "node:crypto";
import { chmodSync, readFileSync } from "node:fs";
import fastify, { LogController } from "fastify";
import pg from "pg";

const [socket, workers, connections] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const checkedMax = 1024; // tokens that a process of bc-api remembers with four threads
const checked = new Map();
const keys = new Map(
  readFileSync(process.env.BC_TOKEN_KEYS_FILE, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(/\s+/))
    .map(([kid, algorithm, secret]) => [kid, { algorithm, secret: Buffer.from(secret, "base64") }]),
);

function decode(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}

// What a token of ours says, else null.
function claimsOf(token) {
  const parts = token.split(".");
  if (parts.length !== 3) return null;
  const header = decode(parts[0]);
  const key = keys.get(header.kid);
  if (key === undefined || header.alg !== key.algorithm) return null;
  const signature = Buffer.from(parts[2], "base64url");
  const wanted = createHmac("sha256", key.secret).update(`${parts[0]}.${parts[1]}`).digest();
  if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return null;
  const claims = decode(parts[1]);
  return claims.iss === "billing-center" && claims.aud === "console" ? claims : null;
}

// The session of a good token, else null.
function sessionOf(authorization) {
  if (!(authorization ?? "").startsWith("Bearer ")) return null;
  const token = authorization.slice(7);
  let claims = checked.get(token);
  if (claims === undefined) {
    claims = claimsOf(token);
    if (claims === null) return null;
    if (checked.size >= checkedMax) checked.delete(checked.keys().next().value);
    checked.set(token, claims);
  }
  const now = Date.now() / 1000;
  return claims.exp > now && claims.nbf <= now ? claims.sid : null;
}

async function serve() {
  // The rest by PGHOST and so on; statement_timeout is the role's.
  const pool = new pg.Pool({ max: connections, query_timeout: 20_000 });
  // The function's JSON goes out as it is, as bc-api does it.
  const query = { name: "balance", text: "SELECT api.get_balance($1)::text AS json" };
  const app = fastify({
    logger: { file: process.argv[5] },
    logController: new LogController({ disableRequestLogging: true }), // two lines each; bc-api writes one
    requestIdHeader: "x-request-id",
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions, log } = request;
    log.info({ method, path: routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime }, "request");
  });
  app.get("/v1/balance", async (request, reply) => {
    const session = sessionOf(request.headers.authorization);
    if (session === null) {
      const problem = { type: "/problems/unauthenticated", status: 401, instance: request.id };
      return reply.code(401).type("application/problem+json").send(problem);
    }
    const { rows } = await pool.query({ ...query, values: [session] });
    return reply.type("application/json").header("cache-control", "no-store").send(rows[0].json);
  });
  await app.listen({ path: socket });
  chmodSync(socket, 0o666);
}

if (cluster.isPrimary) {
  for (let n = 0; n < workers; n++) cluster.fork();
  cluster.on("exit", () => process.exit(1));
} else {
  await serve();
}
