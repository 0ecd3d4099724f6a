// SPDX-License-Identifier: Apache-2.0
// GET /v1/balance the way one would write it with Fastify and node-postgres: the same check of
// the token, the same function by the same role, as many connections. Answers on the socket argv[2].
import cluster from "node:cluster";
import { createHmac, timingSafeEqual } from "node:crypto";
import { chmodSync, readFileSync } from "node:fs";
import fastify from "fastify";
import pg from "pg";

const [socket, workers, connections] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
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

// The session of a good token, else null.
function sessionOf(authorization) {
  const parts = (authorization ?? "").startsWith("Bearer ") ? authorization.slice(7).split(".") : [];
  if (parts.length !== 3) return null;
  const header = decode(parts[0]);
  const key = keys.get(header.kid);
  if (key === undefined || header.alg !== key.algorithm) return null;
  const signature = Buffer.from(parts[2], "base64url");
  const wanted = createHmac("sha256", key.secret).update(`${parts[0]}.${parts[1]}`).digest();
  if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return null;
  const claims = decode(parts[1]);
  const now = Date.now() / 1000;
  const isGood =
    claims.iss === "billing-center" && claims.aud === "console" && claims.exp > now && claims.nbf <= now;
  return isGood ? claims.sid : null;
}

async function serve() {
  const pool = new pg.Pool({ max: connections }); // the rest by PGHOST and so on
  // The function's JSON goes out as it is, as bc-api does it.
  const query = { name: "balance", text: "SELECT api.get_balance($1)::text AS json" };
  const app = fastify({ logger: false });
  app.get("/v1/balance", async (request, reply) => {
    const session = sessionOf(request.headers.authorization);
    if (session === null) return reply.code(401).send({ status: 401 });
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
